package dev.baton.http;

/**
 * A bound on the bytes that requests hold together, because many may be large at once. A holder takes bytes as they
 * arrive, and gives them back at its end. A holder that is alone gets as many as it wants, so that the largest one gets
 * through. Thread-safe.
 */
public final class SharedMemory {

    private final long most;
    private long taken;

    /** @param most how many bytes all holders may have together */
    public SharedMemory(long most) {
        this.most = most;
    }

    /** Returns a new holder, which has no bytes. */
    public Part part() {
        return new Part();
    }

    /** The bytes of one holder. */
    public final class Part {

        private long bytes;
        private boolean freed;

        private Part() {}

        /** Returns whether this many more bytes could be taken now. */
        public boolean fits(long more) {
            synchronized (SharedMemory.this) {
                return more <= most - taken || taken <= bytes;
            }
        }

        /** Takes more bytes. Returns false, and takes none, if there is no room for them. */
        public boolean take(long more) {
            synchronized (SharedMemory.this) {
                if (!fits(more)) {
                    return false;
                }
                if (!freed) {
                    taken += more;
                    bytes += more;
                }
                return true;
            }
        }

        /** Gives all bytes back. From then on, {@link #take} takes nothing. */
        public void free() {
            synchronized (SharedMemory.this) {
                taken -= bytes;
                bytes = 0;
                freed = true;
            }
        }
    }
}
