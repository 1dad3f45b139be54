package dev.baton.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Breaks one thing after another, and sometimes two at once, at random times. Each kind of disturbance occurs once
 * before any is repeated. The seed determines everything that the monkey does.
 */
final class Monkey {
    private static final int QUIET_MILLIS = 3_000;
    private static final int BROKEN_MILLIS = 3_000;
    private static final int TWO_AT_ONCE_PERCENT = 25;

    private final List<Disturbance> kinds;
    private final Counts counts;
    private final Random random;
    private final List<Disturbance> deck = new ArrayList<>();

    Monkey(List<Disturbance> kinds, Counts counts, long seed) {
        this.kinds = kinds;
        this.counts = counts;
        this.random = new Random(seed);
    }

    /** Runs until the time is up and every kind has occurred at least once; by then, everything is repaired. */
    void disturb(Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end || !everyKindCame()) {
            pause(QUIET_MILLIS);
            Disturbance first = next();
            first.begin().run();
            pause(BROKEN_MILLIS);
            if (random.nextInt(100) < TWO_AT_ONCE_PERCENT) {
                disturbMeanwhile(first);
            }
            first.end().run();
            counts.add(count(first));
        }
    }

    private void disturbMeanwhile(Disturbance first) throws Exception {
        Disturbance second = next();
        if (second.target().equals(first.target())) {
            deck.add(0, second);
            return;
        }
        second.begin().run();
        pause(BROKEN_MILLIS);
        second.end().run();
        counts.add(count(second));
    }

    private boolean everyKindCame() {
        return kinds.stream().allMatch(kind -> counts.of(count(kind)) > 0);
    }

    private static String count(Disturbance disturbance) {
        return "disturbance: " + disturbance.kind();
    }

    private Disturbance next() {
        if (deck.isEmpty()) {
            deck.addAll(kinds);
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    /** Lets the load continue for a random time. This sets the rhythm of the run, and does not wait for a condition. */
    private void pause(int longestMillis) throws InterruptedException {
        new CountDownLatch(1).await(random.nextInt(longestMillis), TimeUnit.MILLISECONDS);
    }
}
