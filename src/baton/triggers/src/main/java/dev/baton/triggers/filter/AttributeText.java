package dev.baton.triggers.filter;

import dev.baton.cloudevents.Event;
import io.cloudevents.CloudEvent;
import java.util.Optional;

/**
 * The text of an attribute as it was sent, or the canonical form of a typed attribute in the type system of CloudEvents
 * 1.0.2.
 */
final class AttributeText {

    private AttributeText() {}

    /** Returns the text; empty when the event does not have the attribute. */
    static Optional<String> of(CloudEvent event, String name) {
        return Optional.ofNullable(Event.of(event).attributes().get(name));
    }
}
