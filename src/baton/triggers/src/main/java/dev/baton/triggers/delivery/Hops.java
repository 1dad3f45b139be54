package dev.baton.triggers.delivery;

import dev.baton.cloudevents.Event;
import java.util.Optional;

/**
 * The limit on chains of replies. The extension {@code knativebrokerttl} is set when an event enters the broker,
 * decremented with each reply, and hidden from subscribers. An event with no hops left is rejected.
 */
public final class Hops {

    private static final String ATTRIBUTE = "knativebrokerttl";
    private static final int FIRST = 255;

    private Hops() {}

    /** Returns the event as the broker stores it; empty if it has no hops left. */
    public static Optional<Event> entered(Event event) {
        int left = left(event).map(hops -> Math.max(hops, 0) - 1).orElse(FIRST);
        return left <= 0 ? Optional.empty() : Optional.of(with(event, left));
    }

    /** Returns the event as a subscriber sees it. */
    public static Event hidden(Event stored) {
        return stored.withoutExtension(ATTRIBUTE);
    }

    /** Returns the reply with as many hops as the event that it replies to. */
    public static Event reply(Event reply, Event stored) {
        return with(reply, left(stored).orElse(FIRST));
    }

    private static Event with(Event event, int hops) {
        return event.withExtension(ATTRIBUTE, Integer.toString(hops));
    }

    /** Returns the hops that are left; empty if the attribute is missing or, as in Knative, is not an integer. */
    private static Optional<Integer> left(Event event) {
        try {
            return Optional.ofNullable(event.getExtension(ATTRIBUTE)).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
