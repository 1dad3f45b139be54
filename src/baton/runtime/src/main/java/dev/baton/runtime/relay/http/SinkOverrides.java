package dev.baton.runtime.relay.http;

import dev.baton.BatonException;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.UnreadableEventException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Extensions that are added to every event for the sink, as listed in Knative's {@code K_CE_OVERRIDES}. */
record SinkOverrides(Map<String, String> extensions) {

    private static final Event ANY = Event.of(
            Map.of(
                    AttributeNames.SPEC_VERSION,
                    Event.VERSION,
                    AttributeNames.ID,
                    "1",
                    AttributeNames.SOURCE,
                    "/",
                    AttributeNames.TYPE,
                    "any"),
            null);

    static SinkOverrides parse(String json) {
        Map<String, String> extensions = new LinkedHashMap<>();
        try {
            JsonObject given = new JsonObject(json).getJsonObject("extensions", new JsonObject());
            for (Map.Entry<String, Object> extension : given == null ? new JsonObject() : given) {
                if (extension.getValue() != null) {
                    extensions.put(extension.getKey(), checked(extension.getKey(), extension.getValue()));
                }
            }
        } catch (DecodeException | ClassCastException e) {
            throw wrong("has a different form", e);
        }
        return new SinkOverrides(extensions);
    }

    private static String checked(String name, Object value) {
        if (!(value instanceof String || value instanceof Boolean || value instanceof Number)) {
            throw wrong("has the extension '" + name + "', whose value is not a string, boolean or number", null);
        }
        try {
            String text = value.toString();
            ANY.withExtension(name, text);
            return text;
        } catch (UnreadableEventException e) {
            throw wrong("has an extension that CloudEvents does not allow: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw wrong("has '" + name + "', which identifies the event and can't be overridden: remove it", e);
        }
    }

    Map<String, String> applyTo(Map<String, String> attributes) {
        Map<String, String> overridden = new LinkedHashMap<>(attributes);
        overridden.putAll(extensions);
        return overridden;
    }

    private static BatonException wrong(String what, @Nullable Throwable cause) {
        return new BatonException(
                "baton.relay.sink-overrides (K_CE_OVERRIDES) must be JSON such as {\"extensions\":{\"name\":\"value\"}} but "
                        + what,
                cause);
    }
}
