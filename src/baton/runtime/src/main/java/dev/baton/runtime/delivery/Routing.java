package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.delivery.RoutedEvent.Behind;
import dev.baton.runtime.delivery.RoutedEvent.Foreign;
import dev.baton.runtime.delivery.RoutedEvent.Ready;
import dev.baton.runtime.delivery.RoutedEvent.Refused;
import dev.baton.runtime.delivery.RoutedEvent.TooNew;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Makes of an event what the function takes: checks its type, reads its data, upcasts it to the newest version, validates it. */
@Singleton
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);
    private static final int MAX_REPORTED = 100;

    private final BatonModel model;
    private final Catalog catalog;
    private final Set<String> reportedTypes = ConcurrentHashMap.newKeySet();

    Routing(BatonModel model, Catalog catalog) {
        this.model = model;
        this.catalog = catalog;
    }

    /** Each event by itself; but what is behind a too new one of its key waits with it. */
    List<RoutedEvent> route(BatonFunction function, List<IncomingEvent> events) {
        List<RoutedEvent> routed = new ArrayList<>(events.size());
        Set<String> waiting = new HashSet<>();
        for (IncomingEvent incoming : events) {
            RoutedEvent event = route(function, incoming);
            if (event instanceof TooNew && incoming.key() != null) {
                waiting.add(incoming.key());
            }
            boolean waits = event instanceof Ready && !waiting.isEmpty() && waiting.contains(incoming.key());
            routed.add(waits ? new Behind(incoming) : event);
        }
        return routed;
    }

    private RoutedEvent route(BatonFunction function, IncomingEvent incoming) {
        try {
            if (incoming.unreadable() != null) {
                throw incoming.unreadable();
            }
            if (!model.handles(function, incoming.event().getType())) {
                return notHandled(function, incoming);
            }
            return new Ready(incoming, context(function, incoming), catalog.read(incoming.event()));
        } catch (EventRejectedException e) {
            return new Refused(incoming, e);
        }
    }

    private RoutedEvent notHandled(BatonFunction function, IncomingEvent incoming) {
        String type = incoming.event().getType();
        String reason = "event " + incoming.event().getId() + " has type " + type + ", but function " + function.name()
                + " handles " + function.input().type();
        if (model.isTooNew(function, type)) {
            reportOnce(
                    "A newer version than this process knows, its events wait for one that does", function, incoming);
            return new TooNew(incoming);
        }
        if (model.isVersion(function, type)) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE, reason + ", and no record of that older version is left");
        }
        reportOnce("Events of a type that the function does not handle are skipped", function, incoming);
        return new Foreign(incoming, reason);
    }

    private void reportOnce(String message, BatonFunction function, IncomingEvent first) {
        String type = first.event().getType();
        if (reportedTypes.size() < MAX_REPORTED && reportedTypes.add(function.name() + " " + type)) {
            first.log(
                    function,
                    () -> LOG.warnf(
                            "%s: function=%s type=%s handles=%s first=%s",
                            message, function.name(), type, function.input().type(), first.origin()));
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
