package dev.baton.runtime.wakeup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Knows whether processes are busy with one kind of work. While they are, and while hints do not arrive, the loop of this
 * process looks at its poll interval. While all is quiet, it rests for long, and a hint wakes it. Thread-safe.
 *
 * <p>A busy process tells the others at most once a second. This is enough, because they look at their poll intervals for
 * longer than that: what it commits without a further hint is found by the last of these looks, at the latest.
 */
public final class Activity implements Hints.Listener {

    /** How long a process is considered busy after a hint. Much longer than the time between two hints. */
    private static final Duration LASTS = Duration.ofSeconds(5);

    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    /** How many poll intervals a quiet loop rests at most. */
    private static final int RARER = 50;

    private final Work work;
    private final Hints hints;
    private final LongSupplier nanoTime;
    private final AtomicLong busyUntil;
    private final AtomicLong nextHint;
    private volatile Runnable look = () -> {};
    private volatile Runnable poll = () -> {};

    public Activity(Work work, Hints hints) {
        this(work, hints, System::nanoTime);
    }

    Activity(Work work, Hints hints, LongSupplier nanoTime) {
        this.work = work;
        this.hints = hints;
        this.nanoTime = nanoTime;
        this.busyUntil = new AtomicLong(nanoTime.getAsLong() + LASTS.toNanos());
        this.nextHint = new AtomicLong(nanoTime.getAsLong());
        hints.listen(this);
    }

    /**
     * Sets how the loop is woken. Neither may block.
     *
     * @param look makes it look at once
     * @param poll ends a long rest, after which it looks at its poll interval
     */
    public void wakes(Runnable look, Runnable poll) {
        this.look = look;
        this.poll = poll;
    }

    /**
     * Takes note of work of this process, which was committed, and tells the others, who find it if this process dies.
     * Never blocks.
     */
    public void here() {
        here(LASTS);
    }

    /** Takes note of work that this process commits within this time, or has committed. */
    public void here(Duration within) {
        busy(within);
        long now = nanoTime.getAsLong();
        long next = nextHint.get();
        if (now - next >= 0 && nextHint.compareAndSet(next, now + TOLD_EVERY.toNanos())) {
            hints.send(new Hint(work, false));
        }
    }

    /** Wakes the other processes at once, because this one leaves the work to them. Never blocks. */
    public void forOthers() {
        hints.send(new Hint(work, true));
    }

    /**
     * Returns whether the loop may rest for long if it finds nothing to do. To be asked before it looks: what others
     * commit after that wakes it.
     */
    public boolean quiet() {
        return hints.arrive() && left() <= 0;
    }

    /** Returns how long the loop rests that looks regularly. It looks again when the others have become quiet. */
    public Duration pollRest(Duration pollInterval) {
        long left = left();
        return hints.arrive() && left > 0 && left < pollInterval.toNanos() ? Duration.ofNanos(left) : pollInterval;
    }

    /** Returns how long the loop rests at most while all is quiet. */
    public Duration quietRest(Duration pollInterval) {
        Duration rarer = least(pollInterval.multipliedBy(RARER), work.longestRest());
        return rarer.compareTo(pollInterval) < 0 ? pollInterval : rarer;
    }

    /** Returns how long the loop rests that knows when something will be due. */
    public Duration restUntil(Duration due, boolean quiet, Duration pollInterval) {
        return least(due, quiet ? quietRest(pollInterval) : pollRest(pollInterval));
    }

    @Override
    public void heard(Hint hint) {
        if (hint.work() == work) {
            busy(LASTS);
            if (hint.now()) {
                look.run();
            }
        }
    }

    @Override
    public void missed() {
        busy(LASTS);
        look.run();
    }

    /** Wakes the loop only if it may have begun a long rest. */
    private void busy(Duration within) {
        long now = nanoTime.getAsLong();
        long until = now + within.toNanos();
        long before = busyUntil.getAndAccumulate(until, (one, other) -> one - other > 0 ? one : other);
        if (before - now <= 0) {
            poll.run();
        }
    }

    private long left() {
        return busyUntil.get() - nanoTime.getAsLong();
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
