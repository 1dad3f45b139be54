package dev.baton.runtime.relay;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The results of a round, which come at any time and on any thread. */
final class Results {

    private final BitSet complete;
    private final int count;
    private final CountDownLatch pending;
    private volatile long lastAt = System.nanoTime();

    Results(List<? extends CompletionStage<?>> stages) {
        this.count = stages.size();
        this.complete = new BitSet(count);
        this.pending = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            stages.get(i).whenComplete((result, failure) -> completed(index));
        }
    }

    private void completed(int index) {
        synchronized (complete) {
            complete.set(index);
        }
        lastAt = System.nanoTime();
        pending.countDown();
    }

    /** Waits until all results are there. Returns false once no further result has come for this long. */
    boolean await(Duration patience) {
        try {
            long left = patience.toNanos();
            while (left > 0) {
                if (pending.await(left, TimeUnit.NANOSECONDS)) {
                    return true;
                }
                left = lastAt + patience.toNanos() - System.nanoTime();
            }
            return pending.getCount() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while the sink had events to confirm");
        }
    }

    /** Returns the indexes of the stages that have no result yet. */
    List<Integer> missing() {
        synchronized (complete) {
            BitSet missing = new BitSet(count);
            missing.set(0, count);
            missing.andNot(complete);
            return missing.stream().boxed().toList();
        }
    }

    /** Returns the indexes of the stages that have a result. */
    int[] present() {
        synchronized (complete) {
            return complete.stream().toArray();
        }
    }
}
