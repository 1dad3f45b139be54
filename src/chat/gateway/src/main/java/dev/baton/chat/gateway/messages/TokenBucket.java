package dev.baton.chat.gateway.messages;

import java.time.Duration;

/** A token bucket: full at first, it gives one token a call and fills at a steady rate. Not safe for several threads. */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perNano;
    private final double capacity;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, int capacity, long nowNanos) {
        this.perNano = perSecond / NANOS;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = nowNanos;
    }

    /** Takes a token, or says how long it takes until there is one; zero means that one was taken. */
    Duration take(long nowNanos) {
        fill(nowNanos);
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
    }

    /** Whether a new bucket would do as well. */
    boolean isFull(long nowNanos) {
        fill(nowNanos);
        return tokens >= capacity;
    }

    private void fill(long nowNanos) {
        tokens = Math.min(capacity, tokens + (nowNanos - filledAt) * perNano);
        filledAt = nowNanos;
    }
}
