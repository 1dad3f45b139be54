package dev.baton.runtime.relay.http;

import dev.baton.cloudevents.DeliveryStatus;
import dev.baton.runtime.telemetry.SendTrace;
import java.time.Duration;
import java.util.Optional;

/** The result of sending one event to the sink, according to Knative's data plane contract. */
public sealed interface SinkAnswer {

    /** Ends the span of the event. */
    void end(SendTrace trace);

    /** The sink has the event. */
    record Taken() implements SinkAnswer {
        @Override
        public void end(SendTrace trace) {
            trace.sent();
        }
    }

    /** The sink will never accept the event as it is. */
    record Never(String why) implements SinkAnswer {
        @Override
        public void end(SendTrace trace) {
            trace.failed("refused", why);
        }
    }

    /**
     * The sink may accept the event later.
     *
     * @param away whether the sink would not accept any other event now either
     * @param retryAfter how long the sink asks to be left alone
     */
    record NotNow(String why, boolean away, Optional<Duration> retryAfter) implements SinkAnswer {
        @Override
        public void end(SendTrace trace) {
            trace.failed("not-now", why);
        }
    }

    /**
     * Returns the answer for a status and a {@code Retry-After} header, which is understood if it is a number of
     * seconds.
     */
    static SinkAnswer of(int status, String retryAfter) {
        if (DeliveryStatus.isSuccess(status)) {
            return new Taken();
        }
        // These statuses concern the sender, whose token may have expired, not the event.
        boolean unknownSender = status == 401 || status == 403;
        boolean later = unknownSender || DeliveryStatus.isRetried(status);
        if (!later) {
            return new Never("status " + status);
        }
        boolean away = unknownSender || status == 429 || status == 502 || status == 503 || status == 504;
        return new NotNow("status " + status, away, seconds(retryAfter));
    }

    /** Returns the answer for a request that got no response. */
    static SinkAnswer of(Throwable failure) {
        return new NotNow(why(failure), true, Optional.empty());
    }

    /**
     * Describes a failure and its first cause, because only the causes of a failed TLS handshake tell what was wrong.
     */
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
