package dev.baton.triggers.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.types.Time;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;

/** The canonical text of an attribute, as the type system of CloudEvents 1.0.2 writes it. */
final class AttributeText {

    private AttributeText() {}

    /** Nothing when the event does not have the attribute. */
    static Optional<String> of(CloudEvent event, String name) {
        boolean ofTheSpecification = event.getSpecVersion().getAllAttributes().contains(name);
        return Optional.ofNullable(ofTheSpecification ? event.getAttribute(name) : event.getExtension(name))
                .map(AttributeText::canonical);
    }

    private static String canonical(Object value) {
        if (value instanceof OffsetDateTime time) {
            return Time.writeTime(time);
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }
}
