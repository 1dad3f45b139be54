package dev.baton.runtime.delivery;

import java.time.Duration;

/**
 * The terms of a delivery.
 *
 * @param pastParked whether it passes the parked events, because its event is the one that all others of the key wait
 *     for
 * @param request whether its sender can be told what is wrong with the event
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
