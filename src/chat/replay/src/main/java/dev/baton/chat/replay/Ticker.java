package dev.baton.chat.replay;

import java.time.Duration;

/** The clock of a replay: the time since its start, and a way to wait. */
interface Ticker {

    Duration now();

    void sleep(Duration duration) throws InterruptedException;

    static Ticker system() {
        long start = System.nanoTime();
        return new Ticker() {
            @Override
            public Duration now() {
                return Duration.ofNanos(System.nanoTime() - start);
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                if (!duration.isNegative() && !duration.isZero()) {
                    Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
                }
            }
        };
    }
}
