package dev.baton.it.conformance;

import io.cloudevents.CloudEvent;
import java.util.List;

/**
 * A way in which events reach their functions. Whichever way it is, the effects are the same: see {@link
 * DeliveryConformance}.
 */
interface Trigger {

    /**
     * Delivers the events in order, as a sender does who uses this way, and again if the answer requires it. The
     * first one is of the type that the function handles.
     */
    void send(List<CloudEvent> events);

    /**
     * Returns whether events that failed are kept and retried without their sender. Otherwise, the sender has to send
     * them again.
     */
    boolean keepsWhatFails();

    /**
     * Returns whether an event that can't be read becomes a dead letter. Otherwise, its sender is informed, and nothing
     * is kept.
     */
    boolean keepsWhatCannotBeRead();
}
