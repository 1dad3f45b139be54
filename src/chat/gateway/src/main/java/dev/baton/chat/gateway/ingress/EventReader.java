package dev.baton.chat.gateway.ingress;

import dev.baton.chat.gateway.problems.Problem;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.UnreadableEventException;
import io.vertx.core.MultiMap;
import java.util.List;

/** Reads the events of a request. */
final class EventReader {

    private final int mostInBatch;

    EventReader(int mostInBatch) {
        this.mostInBatch = mostInBatch;
    }

    /** @throws Problem 400 when it is not a CloudEvent, 413 when the batch is too large, 415 when the content type is not known */
    List<Event> read(MultiMap headers, byte[] body) {
        try {
            return HttpBinding.read(headers, body, mostInBatch);
        } catch (UnreadableEventException e) {
            throw switch (e.reason()) {
                case MALFORMED -> Problem.malformed("the request is not a CloudEvent: " + e.getMessage());
                case UNSUPPORTED -> Problem.unsupportedType(e.getMessage());
                case TOO_LARGE -> Problem.tooLarge(e.getMessage());
            };
        }
    }
}
