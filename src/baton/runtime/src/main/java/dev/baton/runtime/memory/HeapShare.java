package dev.baton.runtime.memory;

/**
 * The default of a limit that follows the maximum size of the heap: a fraction of it, within bounds. From a certain
 * size of the heap on, the limit has its upper bound.
 *
 * @param part how many bytes of heap one unit of the limit needs: 16 for a limit of a sixteenth of the heap
 * @param least the lower bound, below which the process could not work
 * @param most the upper bound, beyond which more memory would not make the process faster
 */
public record HeapShare(long part, long least, long most) {

    /** Returns the limit in this process. Must not be called while a native executable is built. */
    public long here() {
        return of(Runtime.getRuntime().maxMemory());
    }

    /** Returns the limit of each of several users in this process, who share the heap. */
    public long here(int users) {
        return of(Runtime.getRuntime().maxMemory() / Math.max(1, users));
    }

    /** Returns the limit for a heap of this many bytes. */
    public long of(long heap) {
        return Math.max(least, Math.min(most, heap / part));
    }
}
