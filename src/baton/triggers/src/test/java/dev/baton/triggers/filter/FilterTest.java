package dev.baton.triggers.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cloudevents.Event;
import dev.baton.triggers.filter.Filter.All;
import dev.baton.triggers.filter.Filter.Any;
import dev.baton.triggers.filter.Filter.Attributes;
import dev.baton.triggers.filter.Filter.CeSql;
import dev.baton.triggers.filter.Filter.Everything;
import dev.baton.triggers.filter.Filter.Exact;
import dev.baton.triggers.filter.Filter.Not;
import dev.baton.triggers.filter.Filter.Prefix;
import dev.baton.triggers.filter.Filter.Suffix;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.sql.Parser;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    /** An event with every context attribute except dataschema, and with an extension of each type. */
    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("42")
            .withSource(URI.create("/rooms/lobby"))
            .withType("chat.message.posted.v1")
            .withSubject("lobby")
            .withTime(OffsetDateTime.parse("2026-11-25T10:00:00.5Z"))
            .withDataContentType("application/json")
            .withExtension("text", "Grüße, 50%")
            .withExtension("number", 7)
            .withExtension("flag", true)
            .withExtension("uri", URI.create("https://a.example/b"))
            .withExtension("moment", OffsetDateTime.parse("2026-01-02T03:04:05Z"))
            .withExtension("binary", new byte[] {1, 2, 3})
            .withExtension("empty", "")
            .build();

    private static final Filter YES = new Everything();
    private static final Filter NO = new Not(YES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            specversion     | 1.0
            id              | 42
            source          | /rooms/lobby
            type            | chat.message.posted.v1
            subject         | lobby
            time            | 2026-11-25T10:00:00.5Z
            datacontenttype | application/json
            text            | Grüße, 50%
            number          | 7
            flag            | true
            uri             | https://a.example/b
            moment          | 2026-01-02T03:04:05Z
            binary          | AQID
            """)
    void everyAttributeIsComparedByItsCanonicalText(String name, String value) {
        assertThat(new Exact(Map.of(name, value)).matches(EVENT)).isTrue();
        assertThat(new Attributes(Map.of(name, value)).matches(EVENT)).isTrue();
        assertThat(new Prefix(Map.of(name, value.substring(0, 1))).matches(EVENT))
                .isTrue();
        assertThat(new Suffix(Map.of(name, value.substring(1))).matches(EVENT)).isTrue();
        assertThat(new Exact(Map.of(name, value + "x")).matches(EVENT)).isFalse();
        assertThat(new Prefix(Map.of(name, "x" + value)).matches(EVENT)).isFalse();
        assertThat(new Suffix(Map.of(name, value + "x")).matches(EVENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-12-31T23:59:60Z", "2026-11-29T09:00:00.123456789012Z", "2026-11-29t09:00:00z"})
    void aTimeIsComparedAsItWasSent(String time) {
        Event event =
                Event.of(Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t", "time", time), null);

        assertThat(new Exact(Map.of("time", time)).matches(event)).isTrue();
        assertThat(new Exact(Map.of("time", "2026-11-29T09:00:00Z")).matches(event))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataschema", "unknown", "data", "schemaurl"})
    void anAttributeThatIsNotThereMatchesNothing(String name) {
        assertThat(new Exact(Map.of(name, "x")).matches(EVENT)).isFalse();
        assertThat(new Attributes(Map.of(name, "x")).matches(EVENT)).isFalse();
        assertThat(new Attributes(Map.of(name, "")).matches(EVENT)).isFalse();
        assertThat(new Prefix(Map.of(name, "x")).matches(EVENT)).isFalse();
        assertThat(new Suffix(Map.of(name, "x")).matches(EVENT)).isFalse();
        assertThat(new Not(new Exact(Map.of(name, "x"))).matches(EVENT)).isTrue();
    }

    @Test
    void anEmptyValueInAttributesStandsForAnyValueThatIsNotEmpty() {
        assertThat(new Attributes(Map.of("type", "")).matches(EVENT)).isTrue();
        assertThat(new Attributes(Map.of("empty", "")).matches(EVENT)).isFalse();
        assertThat(new Attributes(Map.of()).matches(EVENT)).isTrue();
    }

    @Test
    void comparisonsAreCaseSensitive() {
        assertThat(new Exact(Map.of("subject", "Lobby")).matches(EVENT)).isFalse();
        assertThat(new Prefix(Map.of("subject", "LO")).matches(EVENT)).isFalse();
        assertThat(new Suffix(Map.of("subject", "BBY")).matches(EVENT)).isFalse();
    }

    @Test
    void severalAttributesMustAllMatch() {
        assertThat(new Exact(Map.of("id", "42", "subject", "lobby")).matches(EVENT))
                .isTrue();
        assertThat(new Exact(Map.of("id", "42", "subject", "kitchen")).matches(EVENT))
                .isFalse();
        assertThat(new Prefix(Map.of("type", "chat.", "subject", "lo")).matches(EVENT))
                .isTrue();
        assertThat(new Prefix(Map.of("type", "chat.", "subject", "ki")).matches(EVENT))
                .isFalse();
    }

    @Test
    void allNeedsAllAnyNeedsOneNotNeedsNone() {
        assertThat(new All(List.of(YES, YES)).matches(EVENT)).isTrue();
        assertThat(new All(List.of(YES, NO)).matches(EVENT)).isFalse();
        assertThat(new Any(List.of(NO, YES)).matches(EVENT)).isTrue();
        assertThat(new Any(List.of(NO, NO)).matches(EVENT)).isFalse();
        assertThat(new Not(NO).matches(EVENT)).isTrue();
    }

    @Test
    void theyNest() {
        Filter posted = new Exact(Map.of("type", "chat.message.posted.v1"));
        Filter kitchen = new Prefix(Map.of("subject", "kitchen"));
        Filter nested = new All(List.of(
                new Any(List.of(kitchen, new Not(new All(List.of(posted, kitchen))))),
                new Not(new Not(posted)),
                new Any(List.of(NO, new All(List.of(YES, new Suffix(Map.of("source", "lobby"))))))));

        assertThat(nested.matches(EVENT)).isTrue();
        assertThat(new Not(nested).matches(EVENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUE",
                "type = 'chat.message.posted.v1'",
                "subject LIKE 'lob%' AND NOT (type LIKE '%redacted%')",
                "EXISTS number AND number > 6 AND number + 1 = 8",
                "flag",
                "flag = TRUE",
                "subject IN ('kitchen', 'lobby')",
                "UPPER(subject) = 'LOBBY'",
                "LENGTH(id) = 2",
                "NOT EXISTS unknown",
            })
    void expressionsThatAreTrue(String expression) {
        assertThat(cesql(expression).matches(EVENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FALSE",
                "type = 'other'",
                "unknown = 'x'",
                "number / 0 = 1",
                "number + 1",
                "subject",
                "NO_SUCH_FUNCTION(id)",
            })
    void expressionsThatAreFalseThatFailOrGiveNoBoolean(String expression) {
        assertThat(cesql(expression).matches(EVENT)).isFalse();
    }

    @Test
    void attributesAsTextComparePlainlyInExpressions() {
        CloudEvent asOverHttp =
                CloudEventBuilder.from(EVENT).withExtension("number", "7").build();

        assertThat(cesql("number > 6").matches(asOverHttp)).isTrue();
    }

    private static Filter cesql(String expression) {
        return new CeSql(Parser.parseDefault(expression));
    }
}
