package dev.baton.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.delivery.RoutedEvent.Ready;
import dev.baton.delivery.RoutedEvent.Refused;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.BatonModel;
import dev.baton.routing.Catalog;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Makes of an event what the function takes: checks its type, reads its data, upcasts it to the newest version, validates it. */
@Singleton
class Routing {

    private final BatonModel model;
    private final Catalog catalog;

    Routing(BatonModel model, Catalog catalog) {
        this.model = model;
        this.catalog = catalog;
    }

    List<RoutedEvent> route(BatonFunction function, List<IncomingEvent> events) {
        return events.stream().map(event -> route(function, event)).toList();
    }

    private RoutedEvent route(BatonFunction function, IncomingEvent incoming) {
        try {
            if (incoming.unreadable() != null) {
                throw incoming.unreadable();
            }
            checkType(function, incoming.event());
            return new Ready(incoming, context(function, incoming), catalog.read(incoming.event()));
        } catch (EventRejectedException e) {
            return new Refused(incoming, e);
        }
    }

    private void checkType(BatonFunction function, CloudEvent event) {
        if (!model.handles(function, event.getType())) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE,
                    "event " + event.getId() + " has type " + event.getType() + ", but function " + function.name()
                            + " handles " + function.input().type());
        }
    }

    private static EventContext context(BatonFunction function, IncomingEvent incoming) {
        CloudEvent event = incoming.event();
        return new EventContext(
                function.name(),
                event.getId(),
                event.getSource(),
                event.getType(),
                Optional.ofNullable(event.getSubject()),
                Optional.ofNullable(incoming.key()),
                Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant),
                extension(event, "correlationid").orElse(event.getId()),
                extension(event, "causationid"),
                incoming.attempt());
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    }
}
