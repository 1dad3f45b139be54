package dev.baton.chat.gateway.ingress;

import dev.baton.chat.gateway.problems.Problem;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.UnreadableEventException;
import io.vertx.core.MultiMap;
import java.util.List;

/** The reader of the events in a request. */
final class EventReader {

    private final int mostInBatch;

    EventReader(int mostInBatch) {
        this.mostInBatch = mostInBatch;
    }

    /**
     * @throws Problem 400 if it is not a CloudEvent, 413 if the batch is too large, 415 if the content type is unknown
     */
    List<Event> read(MultiMap headers, byte[] body) {
        try {
            return HttpBinding.read(headers, body, mostInBatch);
        } catch (UnreadableEventException e) {
            throw switch (e.reason()) {
                case MALFORMED -> Problem.malformed("the request is not a CloudEvent: " + e.getMessage());
                case UNSUPPORTED -> Problem.unsupportedType(String.valueOf(e.getMessage()));
                case TOO_LARGE -> Problem.tooLarge(String.valueOf(e.getMessage()));
            };
        }
    }
}
