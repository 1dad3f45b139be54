package dev.baton.runtime.wakeup;

/** The port through which processes that share Baton's tables send each other hints. */
public interface Hints {

    /** No hints at all: those that are sent go nowhere. */
    Hints NONE = new Hints() {
        @Override
        public boolean arrive() {
            return false;
        }

        @Override
        public void send(Hint hint) {}

        @Override
        public void listen(Listener listener) {}
    };

    /** Takes hints. Is called on any thread, and must not block. */
    interface Listener {

        /** Another process sent a hint. */
        void heard(Hint hint);

        /** Hints may have been missed, or will be: the connection on which they arrive was opened, or is lost. */
        void missed();
    }

    /**
     * Returns whether hints of other processes arrive at the moment. If so, any that is sent from now on is either heard
     * or followed by {@link Listener#missed}.
     */
    boolean arrive();

    /**
     * Sends a hint to the other processes within some milliseconds, together with others. May be called on any thread,
     * and never blocks or fails. Must be called after the commit of what the hint is about.
     */
    void send(Hint hint);

    void listen(Listener listener);
}
