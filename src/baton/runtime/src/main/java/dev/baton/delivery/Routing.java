package dev.baton.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.Catalog;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Makes of an event what the function takes: checks its type, reads its data, validates it. */
@Singleton
class Routing {

    private final Catalog catalog;

    Routing(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws EventRejectedException when one of the events can't be handled by the function */
    List<RoutedEvent> route(BatonFunction function, List<IncomingEvent> events) {
        return events.stream().map(event -> route(function, event)).toList();
    }

    private RoutedEvent route(BatonFunction function, IncomingEvent incoming) {
        CloudEvent event = incoming.event();
        if (!function.input().type().equals(event.getType())) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE,
                    "event " + event.getId() + " has type " + event.getType() + ", but function " + function.name()
                            + " handles " + function.input().type());
        }
        return new RoutedEvent(event, context(function, incoming), catalog.read(event));
    }

    private static EventContext context(BatonFunction function, IncomingEvent incoming) {
        CloudEvent event = incoming.event();
        Optional<String> subject = Optional.ofNullable(event.getSubject());
        return new EventContext(
                function.name(),
                event.getId(),
                event.getSource(),
                event.getType(),
                subject,
                extension(event, "partitionkey").or(() -> subject),
                Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant),
                extension(event, "correlationid").orElse(event.getId()),
                extension(event, "causationid"),
                incoming.attempt());
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    }
}
