package dev.baton.chat.gateway.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.chat.gateway.problems.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final RateLimit limit = new RateLimit(100, 500, now::get);

    @Test
    void aBurstIsAllowedAndNoMore() {
        IntStream.range(0, 500).forEach(any -> limit.check("ada"));

        Problem refused = refused("ada");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofMillis(10));
    }

    @Test
    void afterTheBurstTheRateHolds() {
        IntStream.range(0, 500).forEach(any -> limit.check("ada"));

        long passed = IntStream.range(0, 1_000)
                .filter(millisecond -> {
                    now.addAndGet(1_000_000);
                    return passes("ada");
                })
                .count();

        assertThat(passed).isEqualTo(100);
    }

    @Test
    void aPauseGivesNoMoreThanTheBurst() {
        now.addAndGet(Duration.ofDays(3).toNanos());
        IntStream.range(0, 500).forEach(any -> limit.check("ada"));

        assertThat(refused("ada").status()).isEqualTo(429);
    }

    @Test
    void oneUserDoesNotCostAnother() {
        IntStream.range(0, 500).forEach(any -> limit.check("ada"));

        assertThatCode(() -> limit.check("bob")).doesNotThrowAnyException();
    }

    @Test
    void usersWhoCameAndWentDoNotResetWhoIsStillLimited() {
        IntStream.range(0, 500).forEach(any -> limit.check("ada"));

        IntStream.range(0, 30_000).forEach(i -> limit.check("user-" + i));

        assertThat(refused("ada").status()).isEqualTo(429);
    }

    private boolean passes(String user) {
        return catchThrowableOfType(Problem.class, () -> limit.check(user)) == null;
    }

    private Problem refused(String user) {
        return catchThrowableOfType(Problem.class, () -> limit.check(user));
    }
}
