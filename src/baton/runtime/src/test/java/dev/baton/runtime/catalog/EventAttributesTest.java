package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventRejectedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAttributesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0007", "\u0085", "a\uD83D", "\0"})
    void noAttributeHasControlCharactersOrHalfACharacter(String value) {
        assertThatThrownBy(() -> EventAttributes.checked(event(value)))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("the attribute team can't be read: it contains");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gr\u00fc\u00dfe", "\uD83D\uDE00"})
    void textOfAnyLanguageIsFine(String value) {
        assertThatCode(() -> EventAttributes.checked(event(value))).doesNotThrowAnyException();
    }

    @Test
    void whatStandsInAnIndexIsBoundedInBytes() {
        assertThatCode(() ->
                        EventAttributes.checkStorable(Map.of("id", "\u20ac".repeat(266), "team", "t".repeat(10_000))))
                .doesNotThrowAnyException();
        for (String name : new String[] {"id", "source", "subject", "partitionkey"}) {
            assertThatThrownBy(() -> EventAttributes.checkStorable(Map.of(name, "\u20ac".repeat(267))))
                    .isInstanceOf(EventRejectedException.class)
                    .hasMessageContainingAll(name, "800 bytes");
        }
    }

    /** Every key can be written as an attribute, and the other way round. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a\tb", "\0", "\u0085", "a\uD83D", "\uFFFF", "room", "Gr\u00fc\u00dfe", " ", "\uD83D\uDE00"})
    void aKeyIsWhatAPartitionKeyMayBe(String key) {
        Map<String, String> attributes =
                Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t", "partitionkey", key);
        if (EventAttributes.isKey(key)) {
            assertThatCode(() -> EventAttributes.check(attributes)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> EventAttributes.check(attributes))
                    .isInstanceOf(EventRejectedException.class)
                    .hasMessageContaining("partitionkey");
        }
    }

    @Test
    void forbiddenCharactersBecomeSpaces() {
        assertThat(EventAttributes.allowed("a\nb\uFFFFc\uD83D")).isEqualTo("a b c ");
    }

    private static CloudEvent event(String team) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .withExtension("team", team)
                .build();
    }
}
