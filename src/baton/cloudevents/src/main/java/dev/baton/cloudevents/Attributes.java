package dev.baton.cloudevents;

import static dev.baton.cloudevents.AttributeNames.DATA_CONTENT_TYPE;
import static dev.baton.cloudevents.AttributeNames.DATA_SCHEMA;
import static dev.baton.cloudevents.AttributeNames.ID;
import static dev.baton.cloudevents.AttributeNames.SOURCE;
import static dev.baton.cloudevents.AttributeNames.SPEC_VERSION;
import static dev.baton.cloudevents.AttributeNames.SUBJECT;
import static dev.baton.cloudevents.AttributeNames.TIME;
import static dev.baton.cloudevents.AttributeNames.TYPE;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The context attributes of an event while they are gathered from a message. Each attribute has one value and a name
 * that CloudEvents allows.
 */
final class Attributes {

    static final Set<String> CORE =
            Set.of(SPEC_VERSION, ID, SOURCE, TYPE, DATA_CONTENT_TYPE, DATA_SCHEMA, SUBJECT, TIME);

    private static final List<String> REQUIRED = List.of(ID, SOURCE, TYPE);

    /** The member of the JSON format that holds the data, whose name no attribute may have. */
    static final String DATA = "data";

    private final Map<String, String> values = new LinkedHashMap<>();
    private Set<String> absent = Set.of();

    /** @throws UnreadableEventException if the name is not allowed or already has a value */
    void add(String name, String value) {
        checkName(name);
        if (values.putIfAbsent(name, value) != null || absent.contains(name)) {
            throw twice(name);
        }
    }

    /**
     * Records that the message names the attribute without a value.
     *
     * @throws UnreadableEventException as {@link #add} does
     */
    void addAbsent(String name) {
        checkName(name);
        absent = absent.isEmpty() ? new HashSet<>() : absent;
        if (values.containsKey(name) || !absent.add(name)) {
            throw twice(name);
        }
    }

    private static void checkName(String name) {
        if (!isName(name)) {
            throw UnreadableEventException.malformed(
                    "the name of an attribute must consist of a-z and digits, and not be 'data', but was '"
                            + Shown.of(name) + "'");
        }
    }

    private static UnreadableEventException twice(String name) {
        return UnreadableEventException.malformed("the attribute " + Shown.of(name) + " occurs twice");
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** @throws UnreadableEventException if these are not the attributes of a CloudEvents 1.0 event */
    Event event(byte @Nullable [] data) {
        return event(values, data);
    }

    /** Does the same for attributes that were gathered elsewhere, and does not copy them. */
    static Event checkedEvent(Map<String, String> attributes, byte @Nullable [] data) {
        attributes.keySet().forEach(Attributes::checkName);
        return event(attributes, data);
    }

    private static Event event(Map<String, String> values, byte @Nullable [] data) {
        checkVersion(values.get(SPEC_VERSION));
        for (String name : REQUIRED) {
            if (!values.containsKey(name)) {
                throw UnreadableEventException.malformed("the attribute " + name + " is missing");
            }
        }
        values.forEach(Attributes::checkText);
        URI source = uri(SOURCE, values.getOrDefault(SOURCE, ""));
        String schema = values.get(DATA_SCHEMA);
        if (schema != null) {
            uri(DATA_SCHEMA, schema);
        }
        String time = values.get(TIME);
        return new Event(values, data, source, time == null ? null : time(time));
    }

    /** @throws UnreadableEventException if CloudEvents does not allow the value in a string */
    static void checkText(String name, String value) {
        if (Text.hasForbidden(value)) {
            throw wrong(name, "it contains a control character, a noncharacter or an unpaired surrogate");
        }
        if (value.isEmpty() && (CORE.contains(name) || name.equals(Extensions.PARTITION_KEY))) {
            throw wrong(name, "it must not be empty");
        }
    }

    private static void checkVersion(@Nullable String version) {
        if (!Event.VERSION.equals(version)) {
            throw wrong(
                    SPEC_VERSION,
                    "it must be " + Event.VERSION + ", but "
                            + (version == null ? "is missing" : "was '" + Shown.of(version) + "'"));
        }
    }

    private static URI uri(String name, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw wrong(name, "it is not a URI-reference: " + Shown.of(String.valueOf(e.getMessage())));
        }
    }

    static boolean isUri(String value) {
        try {
            new URI(value);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static OffsetDateTime time(String value) {
        try {
            return Rfc3339.parse(value);
        } catch (IllegalArgumentException e) {
            throw wrong(TIME, String.valueOf(e.getMessage()));
        }
    }

    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty() && !name.equals(DATA);
    }

    static UnreadableEventException wrong(String name, String why) {
        return UnreadableEventException.malformed("the attribute " + Shown.of(name) + " can't be read: " + why);
    }
}
