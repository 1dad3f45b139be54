package dev.baton.runtime.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.MediaType;
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
                AttributeNames.TYPE,
                Optional.of(event.type().orElse(function.input().type())));
        mapping.put(function, AttributeNames.SOURCE, event.source());
        mapping.put(function, AttributeNames.ID, event.id());
        mapping.put(function, AttributeNames.SUBJECT, event.subject());
        mapping.put(function, AttributeNames.TIME, event.time());
        return Optional.of(mapping);
    }

    /**
     * Returns the attributes of the event for this JSON.
     *
     * @throws IllegalArgumentException when the JSON lacks a value that an attribute consists of
     */
    Map<String, String> attributes(JsonNode json) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(AttributeNames.SPEC_VERSION, Event.VERSION);
        values.put(AttributeNames.DATA_CONTENT_TYPE, MediaType.JSON);
        attributes.forEach((name, template) -> values.put(name, template.of(json)));
        return values;
    }

    private void put(BatonFunction function, String attribute, Optional<String> text) {
        String setting = "baton.functions." + function.name() + ".event." + attribute;
        text.ifPresent(given -> attributes.put(attribute, new Template(setting, given)));
    }
}
