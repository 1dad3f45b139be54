package dev.baton.chat.gateway.messages;

import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.chat.gateway.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The limit on how fast a user may post through this gateway, over all their requests and sockets. */
@ApplicationScoped
class RateLimit {

    private static final int SWEEP_AT = 10_000;

    private final Map<String, TokenBucket> buckets = new HashMap<>();
    private final LongSupplier nanoTime;
    private final int perSecond;
    private final int burst;
    private int sweepAt = SWEEP_AT;

    @Inject
    RateLimit(GatewayConfig config) {
        this(config.rate().perSecond(), config.rate().burst(), System::nanoTime);
    }

    RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** @throws Problem 429 if the user posts too fast */
    void check(String user) {
        Duration wait = take(user);
        if (!wait.isZero()) {
            throw Problem.rateLimited(
                    "'" + user + "' posts too fast, the limit is " + perSecond + " a second: wait " + wait.toMillis()
                            + " ms and post this one again",
                    wait);
        }
    }

    private synchronized Duration take(String user) {
        long now = nanoTime.getAsLong();
        sweep(now);
        return buckets.computeIfAbsent(user, any -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }

    /** Forgets users who have not posted for a while, whenever the number of users has doubled. */
    private void sweep(long now) {
        if (buckets.size() >= sweepAt) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
            sweepAt = Math.max(SWEEP_AT, 2 * buckets.size());
        }
    }
}
