package dev.baton.chat.gateway.messages;

import java.time.Duration;

/**
 * A token bucket: full at first, it gives one token a call and fills at a steady rate. It counts in billionths of a token,
 * which is what a rate of one a second fills in a nanosecond, so that nothing is rounded. Not safe for several threads.
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

    /** Takes a token, or says how long it takes until there is one; zero means that one was taken. */
    Duration take(long nowNanos) {
        fill(nowNanos);
        if (level >= TOKEN) {
            level -= TOKEN;
            return Duration.ZERO;
        }
        return Duration.ofNanos((TOKEN - level + perNano - 1) / perNano);
    }

    /** Whether a new bucket would do as well. */
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
