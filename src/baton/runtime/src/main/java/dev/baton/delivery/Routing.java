package dev.baton.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.delivery.RoutedEvent.Foreign;
import dev.baton.delivery.RoutedEvent.Ready;
import dev.baton.delivery.RoutedEvent.Refused;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.Catalog;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Makes of an event what the function takes: checks its type, reads its data, validates it. */
@Singleton
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);
    private static final int MAX_REPORTED = 100;

    private final Catalog catalog;
    private final Set<String> reportedTypes = ConcurrentHashMap.newKeySet();

    Routing(Catalog catalog) {
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
            if (!function.input().type().equals(incoming.event().getType())) {
                return foreign(function, incoming);
            }
            return new Ready(incoming, context(function, incoming), catalog.read(incoming.event()));
        } catch (EventRejectedException e) {
            return new Refused(incoming, e);
        }
    }

    private RoutedEvent foreign(BatonFunction function, IncomingEvent incoming) {
        String type = incoming.event().getType();
        if (reportedTypes.size() < MAX_REPORTED && reportedTypes.add(function.name() + " " + type)) {
            LOG.warnf(
                    "Events of a type that the function does not handle are skipped: function=%s type=%s handles=%s first=%s",
                    function.name(), type, function.input().type(), incoming.origin());
        }
        return new Foreign(
                incoming,
                "event " + incoming.event().getId() + " has type " + type + ", but function " + function.name()
                        + " handles " + function.input().type());
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
