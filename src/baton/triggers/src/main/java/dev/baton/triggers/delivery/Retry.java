package dev.baton.triggers.delivery;

import dev.baton.cloudevents.DeliveryStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * The decision about which answers are final and which are retried, according to the table in "Event Acknowledgement
 * and Delivery Retry" of Knative's data plane contract.
 */
public final class Retry {

    private static final Set<Integer> SAYS_WHEN = Set.of(429, 503);

    private final DeliverySpec spec;
    private final Clock clock;

    /** @param clock the clock that a {@code Retry-After} date is compared with */
    public Retry(DeliverySpec spec, Clock clock) {
        this.spec = spec;
        this.clock = clock;
    }

    /** @param retries how often the event was sent again before this answer */
    public Verdict after(Answer answer, int retries) {
        if (isSuccess(answer)) {
            return new Verdict.Delivered();
        }
        if (isRetried(answer) && retries < spec.retries()) {
            return new Verdict.Again(longer(spec.backoff().after(retries), wanted(answer)));
        }
        return new Verdict.GivenUp(Failure.of(answer));
    }

    private static boolean isSuccess(Answer answer) {
        return answer instanceof Answer.Response response && DeliveryStatus.isSuccess(response.status());
    }

    private static boolean isRetried(Answer answer) {
        return !(answer instanceof Answer.Response response) || DeliveryStatus.isRetried(response.status());
    }

    private Duration wanted(Answer answer) {
        if (spec.retryAfterMax().isEmpty()
                || !(answer instanceof Answer.Response response)
                || !SAYS_WHEN.contains(response.status())) {
            return Duration.ZERO;
        }
        Duration most = spec.retryAfterMax().get();
        return response.header("Retry-After")
                .flatMap(value -> RetryAfter.read(value, clock.instant()))
                .map(wait -> wait.compareTo(most) > 0 ? most : wait)
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
