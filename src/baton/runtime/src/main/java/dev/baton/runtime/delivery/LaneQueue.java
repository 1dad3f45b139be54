package dev.baton.runtime.delivery;

import dev.baton.runtime.memory.OutOfMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/** The messages of a lane that wait for their delivery, in order. Not thread-safe. */
final class LaneQueue<M> {

    private final Deque<M> messages = new ArrayDeque<>();
    private final ToLongFunction<M> size;
    private final long batchBytes;

    /** @param batchBytes how many bytes a micro-batch may have, after which it takes no further message */
    LaneQueue(ToLongFunction<M> size, long batchBytes) {
        this.size = size;
        this.batchBytes = batchBytes;
    }

    void add(List<M> more) {
        messages.addAll(more);
    }

    /** Takes the next messages: at most {@code most}, and no further message once they have the bytes of a batch. */
    List<M> take(int most) {
        List<M> taken = new ArrayList<>();
        long bytes = 0;
        while (!messages.isEmpty() && taken.size() < most && bytes < batchBytes) {
            bytes += size(messages.element());
            taken.add(messages.remove());
        }
        return taken;
    }

    /**
     * Returns the size of a message; that of a batch if it can't be determined, so that the message is delivered alone.
     */
    private long size(M message) {
        try {
            return size.applyAsLong(message);
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            return batchBytes;
        }
    }

    /** Puts messages back at the front. */
    void putBack(List<M> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            messages.addFirst(taken.get(i));
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void clear() {
        messages.clear();
    }
}
