package dev.baton.cli.replay;

import java.time.Duration;

/** Time as a replay needs it: how long it has been running, and waiting. */
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
