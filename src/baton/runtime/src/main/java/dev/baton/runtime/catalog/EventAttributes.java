package dev.baton.runtime.catalog;

import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.cloudevents.Text;
import dev.baton.cloudevents.UnreadableEventException;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The rules for the attributes of an event: those of CloudEvents 1.0.2, and those of PostgreSQL's indexes. */
public final class EventAttributes {

    /**
     * The attributes that identify and order an event. They are in indexes, for which PostgreSQL limits the row size.
     */
    private static final List<String> INDEXED =
            List.of(AttributeNames.SOURCE, AttributeNames.ID, AttributeNames.SUBJECT, Extensions.PARTITION_KEY);

    private static final int MOST_BYTES = 800;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private EventAttributes() {}

    /**
     * Returns the event as the codec represents it.
     *
     * @throws EventRejectedException if it is not an event of CloudEvents 1.0, or can't be stored
     */
    public static Event checked(CloudEvent event) {
        try {
            Event checked = Event.of(event);
            checkStorable(checked.attributes());
            return checked;
        } catch (UnreadableEventException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks the attributes of an event.
     *
     * @throws EventRejectedException as {@link #checked} does
     */
    public static void check(Map<String, String> attributes) {
        try {
            Event.check(attributes);
            checkStorable(attributes);
        } catch (UnreadableEventException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks that the attributes fit into the indexes.
     *
     * @throws EventRejectedException if an attribute is too long for an index
     */
    public static void checkStorable(Map<String, String> attributes) {
        for (String name : INDEXED) {
            String value = attributes.get(name);
            if (value != null && !fitsIndex(value)) {
                throw unreadable("the attribute " + name + " is larger than " + MOST_BYTES + " bytes: '"
                        + value.substring(0, 40) + "...'");
            }
        }
    }

    /**
     * Returns whether the text can be a key: CloudEvents allows it as a {@code partitionkey}, and it fits into an index
     * of PostgreSQL.
     */
    public static boolean isKey(String text) {
        return !text.isEmpty() && fitsIndex(text) && !Text.hasForbidden(text);
    }

    /** Returns the text with a space instead of each character that CloudEvents does not allow in attributes. */
    public static String allowed(String text) {
        return Text.replaceForbidden(text, ' ');
    }

    private static boolean fitsIndex(String text) {
        return text.length() <= MOST_BYTES / MOST_BYTES_OF_A_CHAR
                || text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static EventRejectedException unreadable(String why) {
        return new EventRejectedException(Reason.UNREADABLE, why);
    }
}
