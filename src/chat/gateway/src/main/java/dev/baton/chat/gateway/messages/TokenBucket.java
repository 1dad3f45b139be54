package dev.baton.chat.gateway.messages;

import java.time.Duration;

/**
 * A token bucket. It is full at first, gives one token per call, and fills at a steady rate. It counts in billionths of
 * a token, which is the amount that a rate of one per second adds in a nanosecond, so that nothing is rounded. Not
 * thread-safe.
 */
final class TokenBucket {

    private static final long TOKEN = 1_000_000_000;

    private final long perNano;
    private final long capacity;
    private long level;
    private long filledAt;

    TokenBucket(int perSecond, int capacity, long nowNanos) {
        this.perNano = perSecond;
        this.capacity = capacity * TOKEN;
        this.level = this.capacity;
        this.filledAt = nowNanos;
    }

    /** Takes a token and returns zero, or returns how long it takes until a token is available. */
    Duration take(long nowNanos) {
        fill(nowNanos);
        if (level >= TOKEN) {
            level -= TOKEN;
            return Duration.ZERO;
        }
        return Duration.ofNanos((TOKEN - level + perNano - 1) / perNano);
    }

    /** Returns whether the bucket is full, so that a new one would do as well. */
    boolean isFull(long nowNanos) {
        fill(nowNanos);
        return level >= capacity;
    }

    private void fill(long nowNanos) {
        long elapsed = nowNanos - filledAt;
        long untilFull = (capacity - level + perNano - 1) / perNano;
        level = elapsed >= untilFull ? capacity : level + elapsed * perNano;
        filledAt = nowNanos;
    }
}
