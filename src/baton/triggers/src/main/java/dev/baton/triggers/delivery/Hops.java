package dev.baton.triggers.delivery;

import dev.baton.cloudevents.Event;
import java.util.Optional;

/**
 * How often replies may go round: the extension {@code knativebrokerttl} is set when an event enters the broker, is one less with each
 * reply, and is not shown to subscribers. An event that has none left is refused.
 */
public final class Hops {

    private static final String ATTRIBUTE = "knativebrokerttl";
    private static final int FIRST = 255;

    private Hops() {}

    /** The event as the broker stores it; nothing when it may not go on. */
    public static Optional<Event> entered(Event event) {
        int left = left(event).map(hops -> Math.max(hops, 0) - 1).orElse(FIRST);
        return left <= 0 ? Optional.empty() : Optional.of(with(event, left));
    }

    /** The event as a subscriber sees it. */
    public static Event hidden(Event stored) {
        return stored.withoutExtension(ATTRIBUTE);
    }

    /** A reply with as many hops as the event has that it replies to. */
    public static Event reply(Event reply, Event stored) {
        return with(reply, left(stored).orElse(FIRST));
    }

    private static Event with(Event event, int hops) {
        return event.withExtension(ATTRIBUTE, Integer.toString(hops));
    }

    /** Nothing when the attribute is missing, or no integer: as Knative, that counts as missing. */
    private static Optional<Integer> left(Event event) {
        try {
            return Optional.ofNullable(event.getExtension(ATTRIBUTE)).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
