package dev.baton.runtime.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkOverridesTest {

    @Test
    void extensionsAreAddedOrOverridden() {
        SinkOverrides overrides = SinkOverrides.parse(
                "{\"extensions\":{\"team\":\"a\",\"flag\":true,\"number\":7,\"none\":null},\"more\":{}}");

        assertThat(overrides.applyTo(Map.of("id", "1", "team", "b")))
                .isEqualTo(Map.of("id", "1", "team", "a", "flag", "true", "number", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"extensions\":null}", "{\"extensions\":{}}", "{\"extensions\":{\"Team\":null}}"})
    void nothingIsOverridden(String json) {
        assertThat(SinkOverrides.parse(json).extensions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "specversion", "time", "subject", "datacontenttype", "dataschema"})
    void anAttributeOfTheSpecificationIsRefused(String name) {
        assertThatThrownBy(() -> SinkOverrides.parse("{\"extensions\":{\"" + name + "\":\"1.0\"}}"))
                .isInstanceOf(BatonException.class)
                .hasMessageContainingAll("K_CE_OVERRIDES", "'" + name + "'", "remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{\"extensions\":[]}",
                "{\"extensions\":{\"Team\":\"a\"}}",
                "{\"extensions\":{\"\":\"a\"}}",
                "{\"extensions\":{\"data\":\"a\"}}",
                "{\"extensions\":{\"team\":\"a\\nb\"}}",
                "{\"extensions\":{\"team\":{}}}",
                "{\"extensions\":{\"team\":[1]}}",
                "{\"extensions\":{\"partitionkey\":\"\"}}"
            })
    void whatNoEventMayHaveIsRefused(String json) {
        assertThatThrownBy(() -> SinkOverrides.parse(json))
                .isInstanceOf(BatonException.class)
                .hasMessageContaining("K_CE_OVERRIDES");
    }
}
