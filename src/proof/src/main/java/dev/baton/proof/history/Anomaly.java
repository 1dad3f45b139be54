package dev.baton.proof.history;

/**
 * Something that must not happen.
 *
 * @param view where it was seen
 * @param event the event that it happened to
 */
public record Anomaly(Kind kind, String view, String event, String detail) {

    /** The kinds of anomalies. */
    public enum Kind {
        /** An accepted event, or what follows from an event, is missing. */
        LOST,
        /** An event led to two different things, or to a repetition where nothing may be repeated. */
        TWICE,
        /** Two events of a key are in the wrong order, or a repeated run has a gap. */
        OUT_OF_ORDER,
        /** A refused event took effect, or one event got two different replies. */
        WRONGLY_ACKNOWLEDGED,
        /** Something follows from nothing that was sent or seen. */
        INVENTED,
        /** A repetition differs from the first occurrence. */
        CHANGED
    }

    @Override
    public String toString() {
        return kind + " in " + view + ": " + event + ", " + detail;
    }
}
