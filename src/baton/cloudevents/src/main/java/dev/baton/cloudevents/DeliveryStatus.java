package dev.baton.cloudevents;

import java.util.Set;

/**
 * What the HTTP status of an answer means for the event that was sent, according to "Event Acknowledgement and Delivery
 * Retry" of Knative's data plane contract.
 */
public final class DeliveryStatus {

    /** The retried statuses below 500: endpoint not found (yet), timeout, in progress, overloaded. */
    private static final Set<Integer> RETRIED = Set.of(404, 408, 409, 429);

    private DeliveryStatus() {}

    /** Returns whether the event is delivered. */
    public static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** Returns whether the event is sent again. This includes statuses beyond the contract's table (600 and above). */
    public static boolean isRetried(int status) {
        return status >= 500 || RETRIED.contains(status);
    }
}
