package dev.baton.runtime.delivery;

import java.time.Duration;

/**
 * How a delivery differs from others.
 *
 * @param pastParked whether it goes past the parked events: it is the event that all others of its key wait for
 * @param request whether its sender is there to be told what is wrong with the event
 * @param replies whether its sender waits for a reply
 * @param patience how long it waits for another delivery of the same event to end
 */
record Terms(boolean pastParked, boolean request, boolean replies, Duration patience) {

    static final Terms TOPIC = new Terms(false, false, false, Duration.ofMillis(500));
    static final Terms RETRY = new Terms(true, false, false, Duration.ofMillis(500));

    static Terms request(boolean replies) {
        return new Terms(false, true, replies, Duration.ofMillis(50));
    }
}
