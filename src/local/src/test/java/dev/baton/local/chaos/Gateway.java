package dev.baton.local.chaos;

import dev.baton.local.conversation.ChatUser.Answer;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;

/** Interprets the answer of a gateway for a sender: accepted, unknown, or impossible. */
final class Gateway {
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 500, 502, 503, 504);

    private Gateway() {}

    /**
     * Returns true if the event is committed, and false if that is unknown and the event has to be sent again.
     *
     * @throws IllegalStateException on an answer that a working gateway never gives
     */
    static boolean accepted(Supplier<Answer> request) {
        Answer answer;
        try {
            answer = request.get();
        } catch (UncheckedIOException e) {
            return false;
        }
        if (answer.status() == 202) {
            return true;
        }
        if (TRY_AGAIN.contains(answer.status())) {
            return false;
        }
        throw new IllegalStateException("The gateway rejected a valid event: " + answer);
    }
}
