package dev.baton.http;

import dev.baton.BatonException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Extensions that every event to the sink gets, as Knative's {@code K_CE_OVERRIDES} says them. */
record SinkOverrides(Map<String, String> extensions) {

    static SinkOverrides parse(String json) {
        Map<String, String> extensions = new LinkedHashMap<>();
        try {
            JsonObject given = new JsonObject(json).getJsonObject("extensions", new JsonObject());
            for (String name : given == null ? Map.<String, Object>of().keySet() : given.fieldNames()) {
                if (!name.matches("[a-z0-9]+")) {
                    throw wrong("has the extension '" + name + "', but names are of a-z and 0-9", null);
                }
                extensions.put(name, String.valueOf(given.getValue(name)));
            }
        } catch (DecodeException | ClassCastException e) {
            throw wrong("is not such JSON", e);
        }
        return new SinkOverrides(extensions);
    }

    Map<String, String> applyTo(Map<String, String> attributes) {
        Map<String, String> overridden = new LinkedHashMap<>(attributes);
        overridden.putAll(extensions);
        return overridden;
    }

    private static BatonException wrong(String what, Throwable cause) {
        return new BatonException(
                "baton.relay.sink-overrides (K_CE_OVERRIDES) must be JSON such as {\"extensions\":{\"name\":\"value\"}} but "
                        + what,
                cause);
    }
}
