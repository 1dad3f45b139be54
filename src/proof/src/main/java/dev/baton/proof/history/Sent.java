package dev.baton.proof.history;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to send an event. An event may be sent several times. Times are of one clock, in any unit.
 *
 * @param event the identity of the event
 * @param key the key of the event; events of one key and one stream have an order
 * @param stream what sends one event after another, for example a connection
 * @param invoked when the attempt began
 * @param returned when the answer arrived; for a stream that does not wait for answers, when the attempt had its place
 * @param answer what the answer says
 * @param reply the id of the follow-up in the answer; null if there was none
 */
public record Sent(
        String event,
        String key,
        String stream,
        long invoked,
        long returned,
        Answer answer,
        @Nullable String reply) {

    /** What the sender knows after an attempt. */
    public enum Answer {
        /** The event must take effect. */
        ACCEPTED,
        /** The event must not take effect because of this attempt. */
        REFUSED,
        /** There was no answer, or one that promises nothing: the event may take effect, at any time, or not. */
        UNKNOWN
    }

    public Sent {
        if (returned < invoked) {
            throw new IllegalArgumentException("the answer to " + event + " arrived before it was sent: invoked="
                    + invoked + " returned=" + returned);
        }
    }

    public Sent(String event, String key, String stream, long invoked, long returned, Answer answer) {
        this(event, key, stream, invoked, returned, answer, null);
    }
}
