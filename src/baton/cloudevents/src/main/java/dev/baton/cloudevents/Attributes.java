package dev.baton.cloudevents;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The context attributes of an event as they are gathered from a message; each has one value, and a name that
 * CloudEvents allows.
 */
final class Attributes {

    static final String SPEC_VERSION = "specversion";
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String DATA_CONTENT_TYPE = "datacontenttype";
    static final String DATA_SCHEMA = "dataschema";
    static final String SUBJECT = "subject";
    static final String TIME = "time";
    static final String DATA = "data";

    static final Set<String> CORE =
            Set.of(SPEC_VERSION, ID, SOURCE, TYPE, DATA_CONTENT_TYPE, DATA_SCHEMA, SUBJECT, TIME);

    private static final List<String> REQUIRED = List.of(ID, SOURCE, TYPE);
    private static final String VERSION = "1.0";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** @throws UnreadableEventException when the name is not allowed, or already has a value */
    void add(String name, String value) {
        if (!isName(name)) {
            throw UnreadableEventException.malformed(
                    "the name of an attribute must be letters a-z and digits, and not 'data', but was '"
                            + Shown.of(name) + "'");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw UnreadableEventException.malformed("the attribute " + Shown.of(name) + " is there twice");
        }
    }

    String get(String name) {
        return values.get(name);
    }

    /** @throws UnreadableEventException when these are not the attributes of an event of CloudEvents 1.0 */
    Map<String, String> checked() {
        checkVersion(values.get(SPEC_VERSION));
        for (String name : REQUIRED) {
            if (!values.containsKey(name)) {
                throw UnreadableEventException.malformed("the attribute " + name + " is missing");
            }
        }
        values.forEach(Attributes::check);
        return values;
    }

    /** @throws UnreadableEventException when CloudEvents does not allow the value */
    static void check(String name, String value) {
        if (Text.hasForbidden(value)) {
            throw wrong(name, "it has a control character or half of a surrogate pair");
        }
        if (value.isEmpty() && CORE.contains(name)) {
            throw wrong(name, "it must not be empty");
        }
        switch (name) {
            case SPEC_VERSION -> checkVersion(value);
            case SOURCE, DATA_SCHEMA -> checkUri(name, value);
            case TIME -> checkTime(value);
            default -> {}
        }
    }

    private static void checkVersion(String version) {
        if (!VERSION.equals(version)) {
            throw wrong(
                    SPEC_VERSION,
                    "it must be 1.0, but " + (version == null ? "is missing" : "was '" + Shown.of(version) + "'"));
        }
    }

    private static void checkUri(String name, String value) {
        try {
            new URI(value);
        } catch (URISyntaxException e) {
            throw wrong(name, "it is not a URI-reference: " + Shown.of(e.getMessage()));
        }
    }

    private static void checkTime(String value) {
        try {
            Rfc3339.parse(value);
        } catch (IllegalArgumentException e) {
            throw wrong(TIME, e.getMessage());
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(DATA)
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    static UnreadableEventException wrong(String name, String why) {
        return UnreadableEventException.malformed("the attribute " + Shown.of(name) + " can't be read: " + why);
    }
}
