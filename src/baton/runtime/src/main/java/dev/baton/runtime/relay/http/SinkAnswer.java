package dev.baton.runtime.relay.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What became of one event on its way to the sink, by Knative's data plane contract. */
public sealed interface SinkAnswer {

    /** What Knative's contract has sent again, beside 5xx. */
    Set<Integer> MAY_CHANGE = Set.of(404, 408, 409, 429);

    /** It has the event. */
    record Taken() implements SinkAnswer {}

    /** It will never take the event as it is. */
    record Never(String why) implements SinkAnswer {}

    /**
     * It may take the event later.
     *
     * @param away whether it would take no other event now either
     * @param retryAfter how long it asks to be left alone
     */
    record NotNow(String why, boolean away, Optional<Duration> retryAfter) implements SinkAnswer {}

    /** Of an answer's status and its {@code Retry-After}, which is understood when it is a number of seconds. */
    static SinkAnswer of(int status, String retryAfter) {
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        // It says that of the sender, whose token may have ended, not of the event.
        boolean unknownSender = status == 401 || status == 403;
        boolean later = unknownSender || status >= 500 || MAY_CHANGE.contains(status);
        if (!later) {
            return new Never("status " + status);
        }
        boolean away = unknownSender || status == 429 || status == 502 || status == 503 || status == 504;
        return new NotNow("status " + status, away, seconds(retryAfter));
    }

    /** There was no answer. */
    static SinkAnswer of(Throwable failure) {
        return new NotNow(why(failure), true, Optional.empty());
    }

    /** A TLS handshake says in the causes of its failure what was wrong. */
    private static String why(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == failure ? failure.toString() : failure + ", caused by " + first;
    }

    private static Optional<Duration> seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }
}
