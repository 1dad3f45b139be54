package dev.baton.format;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What the attributes of an event may be: by CloudEvents 1.0.2, and by what PostgreSQL can store. */
public final class EventAttributes {

    /** What identifies an event, and what orders it, stands in indexes, whose rows PostgreSQL bounds. */
    private static final Set<String> INDEXED = Set.of("source", "id", "subject", "partitionkey");

    private static final Set<String> CORE =
            Set.of("id", "source", "type", "subject", "time", "dataschema", "datacontenttype");

    private static final int MOST_BYTES = 800;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private EventAttributes() {}

    /** @throws EventRejectedException when an attribute can't be stored: it has a NUL, or is too long for an index */
    public static void checkStorable(CloudEvent event) {
        event.getAttributeNames().forEach(name -> checkStorable(name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> checkStorable(name, event.getExtension(name)));
    }

    /** @throws EventRejectedException as {@link #checkStorable(CloudEvent)} */
    public static void checkStorable(Map<String, String> attributes) {
        attributes.forEach(EventAttributes::checkStorable);
    }

    /** @throws EventRejectedException when an attribute can't be stored, or is what CloudEvents doesn't allow */
    public static void check(CloudEvent event) {
        event.getAttributeNames().forEach(name -> checkText(name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> checkText(name, event.getExtension(name)));
        checkStorable(event);
    }

    private static void checkStorable(String name, Object value) {
        String text = value == null ? "" : value.toString();
        if (text.indexOf('\0') >= 0) {
            throw unreadable("the attribute " + name + " has a NUL in it");
        }
        if (INDEXED.contains(name)
                && text.length() > MOST_BYTES / MOST_BYTES_OF_A_CHAR
                && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw unreadable("the attribute " + name + " may have " + MOST_BYTES + " bytes, but has more: '"
                    + text.substring(0, 40) + "...'");
        }
    }

    private static void checkText(String name, Object value) {
        String text = value == null ? "" : value.toString();
        if (value != null && text.isEmpty() && CORE.contains(name)) {
            throw unreadable("the attribute " + name + " must not be empty");
        }
        if (text.codePoints().anyMatch(EventAttributes::forbidden)) {
            throw unreadable("the attribute " + name + " has a control character or half of a surrogate pair");
        }
    }

    private static boolean forbidden(int c) {
        return c < 0x20 || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xDFFF;
    }

    private static EventRejectedException unreadable(String why) {
        return new EventRejectedException(Reason.UNREADABLE, why);
    }
}
