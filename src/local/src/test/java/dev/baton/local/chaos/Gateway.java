package dev.baton.local.chaos;

import dev.baton.local.conversation.ChatUser.Answer;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;

/** What a gateway's answer means to who sent something: accepted, unknown, or never to be. */
final class Gateway {
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 500, 502, 503, 504);

    private Gateway() {}

    /**
     * True: it is committed. False: send it again, nobody knows. Anything else is no answer that a sound gateway gives.
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
        throw new IllegalStateException("The gateway refused a sound event: " + answer);
    }
}
