package dev.baton.deployment.conformance;

import io.cloudevents.CloudEvent;
import java.util.List;

/**
 * A way in which events get to their functions. Whatever it is, the same becomes of them: {@link DeliveryConformance}.
 */
interface Trigger {

    /**
     * Hands the events over, in their order, as those do who use this way: again, when it says that they have to. The
     * first one is of the type that the function handles.
     */
    void send(List<CloudEvent> events);

    /**
     * Whether events that failed are kept, and tried again, without their sender; else the sender has to send them
     * again.
     */
    boolean keepsWhatFails();

    /** Whether an event that can't be read is a dead letter; else its sender is told, and nothing is kept. */
    boolean keepsWhatCannotBeRead();
}
