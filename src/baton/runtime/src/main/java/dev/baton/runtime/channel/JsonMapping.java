package dev.baton.runtime.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.ChannelEventConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The mapping of plain JSON to an event, as configured under {@code baton.functions.<name>.event.*}. */
final class JsonMapping {

    private final Map<String, Template> attributes = new LinkedHashMap<>();

    private JsonMapping() {}

    /** Returns the mapping of a function; empty when none is configured. */
    static Optional<JsonMapping> of(BatonFunction function, ChannelEventConfig event) {
        if (event.source().isPresent() != event.id().isPresent()) {
            throw new ConfigurationException(
                    ("baton.functions.%1$s.event.source and baton.functions.%1$s.event.id together identify an event:"
                                    + " set both, or neither")
                            .formatted(function.name()));
        }
        if (event.source().isEmpty()) {
            return Optional.empty();
        }
        JsonMapping mapping = new JsonMapping();
        mapping.put(
                function,
                "type",
                Optional.of(event.type().orElse(function.input().type())));
        mapping.put(function, "source", event.source());
        mapping.put(function, "id", event.id());
        mapping.put(function, "subject", event.subject());
        mapping.put(function, "time", event.time());
        return Optional.of(mapping);
    }

    /**
     * Returns the attributes of the event for this JSON.
     *
     * @throws IllegalArgumentException when the JSON lacks a value that an attribute consists of
     */
    Map<String, String> attributes(JsonNode json) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("specversion", "1.0");
        values.put("datacontenttype", "application/json");
        attributes.forEach((name, template) -> values.put(name, template.of(json)));
        return values;
    }

    private void put(BatonFunction function, String attribute, Optional<String> text) {
        String setting = "baton.functions." + function.name() + ".event." + attribute;
        text.ifPresent(given -> attributes.put(attribute, new Template(setting, given)));
    }
}
