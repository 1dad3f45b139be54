package dev.baton.deployment.conformance;

import io.cloudevents.CloudEvent;
import java.util.List;

/**
 * A way in which events get to their functions. Whatever it is, the same becomes of them: {@link DeliveryConformance}.
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

    /** Whether an event that can't be read is a dead letter; else its sender is told, and nothing is kept. */
    boolean keepsWhatCannotBeRead();
}
