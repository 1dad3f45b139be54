package dev.baton.runtime.delivery;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.catalog.EventKeys;
import dev.baton.runtime.catalog.Reading;
import dev.baton.runtime.delivery.Routed.Decided;
import dev.baton.runtime.delivery.Routed.Ready;
import dev.baton.runtime.delivery.Routed.Refused;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Prepares an event for a function: checks its type, reads its data, upcasts it to the newest version, and validates
 * it.
 */
@Singleton
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);
    private static final int MAX_REPORTED = 100;

    private final BatonModel model;
    private final Catalog catalog;
    private final EventKeys keys;
    private final Set<String> reportedTypes = ConcurrentHashMap.newKeySet();

    Routing(BatonModel model, Catalog catalog, EventKeys keys) {
        this.model = model;
        this.catalog = catalog;
        this.keys = keys;
    }

    /** Returns the events with their keys, which may come from their data. */
    Uni<List<IncomingEvent>> keyed(BatonFunction function, List<IncomingEvent> events) {
        return read(events).map(read -> {
            List<IncomingEvent> keyed = new ArrayList<>(read.size());
            for (IncomingEvent event : read) {
                keyed.add(keyed(function, event));
            }
            return keyed;
        });
    }

    private IncomingEvent keyed(BatonFunction function, IncomingEvent incoming) {
        return incoming.reading() == null ? incoming : incoming.withKey(keys.of(incoming.reading(), function.input()));
    }

    /** Returns the events, whose keys are known, with their data. */
    Uni<List<IncomingEvent>> read(List<IncomingEvent> keyed) {
        List<IncomingEvent> read = new ArrayList<>(keyed.size());
        List<Reading> readings = new ArrayList<>(keyed.size());
        for (IncomingEvent event : keyed) {
            if (event.unreadable() == null) {
                Reading reading = catalog.reading(event.event());
                readings.add(reading);
                read.add(event.withReading(reading));
            } else {
                read.add(event);
            }
        }
        return Reading.ahead(readings).replaceWith(read);
    }

    /** Returns whether the event waits for a process that knows its version. */
    boolean tooNew(BatonFunction function, IncomingEvent incoming) {
        return incoming.unreadable() == null
                && model.isTooNew(function, incoming.event().getType());
    }

    /** Returns the function's input, or the reason why the function is not called. */
    Routed route(BatonFunction function, IncomingEvent incoming) {
        try {
            if (incoming.unreadable() != null) {
                throw incoming.unreadable();
            }
            if (!model.handles(function, incoming.event().getType())) {
                return notHandled(function, incoming);
            }
            return new Ready(incoming, context(function, incoming), data(incoming));
        } catch (EventRejectedException e) {
            return new Refused(incoming, e);
        }
    }

    private Record data(IncomingEvent incoming) {
        return incoming.reading() == null
                ? catalog.read(incoming.event())
                : incoming.reading().data();
    }

    private Routed notHandled(BatonFunction function, IncomingEvent incoming) {
        String type = incoming.event().getType();
        String reason = "event " + incoming.event().getId() + " has type " + type + ", but function " + function.name()
                + " handles " + function.input().type();
        if (model.isTooNew(function, type)) {
            reportOnce(
                    "A newer version than this process knows; its events wait for a process that knows it",
                    function,
                    incoming);
            return new Decided(incoming, new Outcome.TooNew());
        }
        if (model.isVersion(function, type)) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE, reason + ", and no record of that older version is left");
        }
        reportOnce("Events of a type that the function does not handle are skipped", function, incoming);
        return new Decided(incoming, new Outcome.Skipped(reason));
    }

    private void reportOnce(String message, BatonFunction function, IncomingEvent first) {
        String type = first.event().getType();
        if (reportedTypes.size() < MAX_REPORTED && reportedTypes.add(function.name() + " " + type)) {
            first.log(
                    function,
                    () -> LOG.warnf(
                            "%s: function=%s eventType=%s knownType=%s origin=%s",
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
                Extensions.correlationId(event),
                Optional.ofNullable(Extensions.text(event, Extensions.CAUSATION_ID)),
                incoming.attempt());
    }
}
