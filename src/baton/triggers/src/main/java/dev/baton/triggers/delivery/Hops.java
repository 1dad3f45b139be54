package dev.baton.triggers.delivery;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
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
    public static Optional<CloudEvent> entered(CloudEvent event) {
        int left = left(event).map(hops -> Math.max(hops, 0) - 1).orElse(FIRST);
        return left <= 0 ? Optional.empty() : Optional.of(with(event, left));
    }

    /** The event as a subscriber sees it. */
    public static CloudEvent hidden(CloudEvent stored) {
        return CloudEventBuilder.from(stored).withoutExtension(ATTRIBUTE).build();
    }

    /** A reply with as many hops as the event has that it replies to. */
    public static CloudEvent reply(CloudEvent reply, CloudEvent stored) {
        return with(reply, left(stored).orElse(FIRST));
    }

    private static CloudEvent with(CloudEvent event, int hops) {
        return CloudEventBuilder.from(event).withExtension(ATTRIBUTE, hops).build();
    }

    /** Nothing when the attribute is missing, or no integer: as Knative, that counts as missing. */
    private static Optional<Integer> left(CloudEvent event) {
        try {
            return Optional.ofNullable(event.getExtension(ATTRIBUTE))
                    .map(Object::toString)
                    .map(Integer::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
