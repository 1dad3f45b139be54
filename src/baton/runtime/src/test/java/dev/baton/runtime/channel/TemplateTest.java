package dev.baton.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/sensors, /sensors",
        "/sensors/{/device}, /sensors/d-1",
        "{/device}-{/at/sequence}, d-1-7",
        "{/tags/0}, a$b",
        "{/on}, true",
        "{device}, {device}"
    })
    void pointersStandForTheirValues(String text, String expected) throws Exception {
        assertThat(new Template("x", text).of(json())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{/missing}", "{/at}", "{/tags}", "{/nothing}"})
    void aPointerToNoValueIsNamed(String text) throws Exception {
        JsonNode json = json();

        assertThatThrownBy(() -> new Template("baton.functions.keep.event.id", text).of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.substring(1, text.length() - 1))
                .hasMessageContaining("baton.functions.keep.event.id");
    }

    @Test
    void aNumberStaysAsItIsWritten() throws Exception {
        assertThat(new Template("x", "{/at/sequence}").of(json())).isEqualTo("7");
    }

    private static JsonNode json() throws Exception {
        return new ObjectMapper()
                .readTree(
                        "{\"device\":\"d-1\",\"at\":{\"sequence\":7},\"tags\":[\"a$b\"],\"nothing\":null,\"on\":true}");
    }
}
