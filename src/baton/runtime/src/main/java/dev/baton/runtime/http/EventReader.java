package dev.baton.runtime.http;

import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.UnreadableEventException;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.config.BatonConfig;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Reads the events of a request. Whatever the request contains, it throws a {@link Problem} (400, 413 or 415) when the
 * events can't be read.
 */
@Singleton
class EventReader {

    private final int maxBatch;

    EventReader(BatonConfig config) {
        this.maxBatch = config.http().maxBatch();
    }

    /** Returns the events of the request, in order. */
    List<Event> read(MultiMap headers, byte[] body) {
        try {
            List<Event> events = HttpBinding.read(headers, body, maxBatch);
            events.forEach(event -> EventAttributes.checkStorable(event.attributes()));
            return events;
        } catch (UnreadableEventException e) {
            throw problem(e);
        } catch (EventRejectedException e) {
            throw notAnEvent(e);
        }
    }

    private static Problem problem(UnreadableEventException e) {
        return switch (e.reason()) {
            case MALFORMED -> notAnEvent(e);
            case UNSUPPORTED -> new Problem(415, e.getMessage());
            case TOO_LARGE -> new Problem(413, e.getMessage() + " (baton.http.max-batch)");
        };
    }

    private static Problem notAnEvent(RuntimeException e) {
        return new Problem(400, "the request is not a CloudEvent: " + e.getMessage());
    }
}
