package dev.baton.triggers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventsTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("42 %")
            .withSource(URI.create("/rooms/lobby"))
            .withType("t")
            .withSubject("Grüße, \"Ada\"")
            .withTime(OffsetDateTime.parse("2026-11-25T10:00:00.5Z"))
            .withExtension("number", 7)
            .withExtension("flag", true)
            .withData("application/json", "{ \"a\" : 1.0 }".getBytes(StandardCharsets.UTF_8))
            .build();

    @Test
    void binaryModeKeepsDataToTheByteAndAttributesAsText() {
        HttpMessage message = HttpEvents.write(EVENT, false);
        CloudEvent back = one(HttpEvents.headers(message.headers()), message.body());

        assertThat(message.headers().get("ce-subject")).isEqualTo("Gr%C3%BC%C3%9Fe,%20%22Ada%22");
        assertThat(back.getData().toBytes()).isEqualTo(EVENT.getData().toBytes());
        assertThat(back.getSubject()).isEqualTo(EVENT.getSubject());
        assertThat(back.getTime()).isEqualTo(EVENT.getTime());
        assertThat(back.getExtension("number")).isEqualTo("7");
        assertThat(back.getExtension("flag")).isEqualTo("true");
    }

    @Test
    void structuredModeKeepsTypes() {
        HttpMessage message = HttpEvents.write(EVENT, true);
        CloudEvent back = one(HttpEvents.headers(message.headers()), message.body());

        assertThat(message.headers().get("content-type")).startsWith(STRUCTURED);
        assertThat(back.getExtension("number")).isEqualTo(7);
        assertThat(back.getExtension("flag")).isEqualTo(true);
        assertThat(back.getSubject()).isEqualTo(EVENT.getSubject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "0.1000000000000000055511151231257827", "12345678901234567890", "1E+400"})
    void numbersInDataStayAsTheyWereWritten(String number) {
        CloudEvent event =
                structured("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":{\"n\":%s}}"
                        .formatted(number));

        assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":%s}".formatted(number));
    }

    @Test
    void dataThatIsNoJsonComesAsBase64() {
        CloudEvent event = structured("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                + "\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"AQID\"}");

        assertThat(event.getData().toBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void anOlderVersionIsNotUpgraded() {
        Map<String, String> headers = binary("ce-specversion", "0.3");

        assertThat(one(headers, new byte[0]).getSpecVersion()).isEqualTo(SpecVersion.V03);
    }

    @Test
    void aBatchHasItsEventsInOrder() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\"}";
        byte[] body = ("[" + event.formatted("1") + "," + event.formatted("2") + "]").getBytes(StandardCharsets.UTF_8);

        List<CloudEvent> events = HttpEvents.read(Map.of("content-type", BATCH + "; charset=utf-8"), body, 2);

        assertThat(events).extracting(CloudEvent::getId).containsExactly("1", "2");
        assertRefused(413, Map.of("content-type", BATCH), new String(body, StandardCharsets.UTF_8), 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | application/cloudevents+json       | `{`
            400 | application/cloudevents+json       | ``
            400 | application/cloudevents+json       | []
            400 | application/cloudevents+json       | "text"
            400 | application/cloudevents+json       | {}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"/s"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"","source":"/s","type":"t"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"","type":"t"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"a b","type":"t"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"noon"}
            400 | application/cloudevents+json       | {"specversion":"9.9","id":"1","source":"/s","type":"t"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"/s","type":"t","UPPER":"x"}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"/s","type":"t","x":{"y":1}}
            400 | application/cloudevents+json       | {"specversion":"1.0","id":"1","source":"/s","type":"t"} {}
            400 | application/cloudevents-batch+json | []
            400 | application/cloudevents-batch+json | [1]
            400 | application/cloudevents-batch+json | {"specversion":"1.0","id":"1","source":"/s","type":"t"}
            415 | application/cloudevents+avro       | x
            415 | application/cloudevents            | x
            400 | application/json                   | {}
            400 | text/plain                         | hello
            """)
    void refusesWhatIsNoEvent(int status, String contentType, String body) {
        assertRefused(status, Map.of("content-type", contentType), body, 10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ce-specversion | 2.0
            ce-specversion | x
            ce-id          | ''
            ce-source      | ''
            ce-source      | %00%01%02 not a uri
            ce-type        | ''
            ce-time        | noon
            ce-subject     | %ff%ff
            ce-under_score | x
            """)
    void refusesBinaryModeWithAWrongHeader(String header, String value) {
        assertRefused(400, binary(header, value), "", 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-specversion", "ce-id", "ce-source", "ce-type"})
    void refusesBinaryModeWithoutAHeaderThatMustBeThere(String missing) {
        Map<String, String> headers = binary("ce-subject", "s");
        headers.remove(missing);

        assertRefused(400, headers, "", 10);
    }

    private static void assertRefused(int status, Map<String, String> headers, String body, int most) {
        assertThatThrownBy(() -> HttpEvents.read(headers, body.getBytes(StandardCharsets.UTF_8), most))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }

    private static Map<String, String> binary(String header, String value) {
        Map<String, String> headers =
                new HashMap<>(Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t"));
        headers.put(header, value);
        return headers;
    }

    private static CloudEvent structured(String json) {
        return one(Map.of("content-type", STRUCTURED), json.getBytes(StandardCharsets.UTF_8));
    }

    private static CloudEvent one(Map<String, String> headers, byte[] body) {
        return HttpEvents.read(headers, body, 1).get(0);
    }
}
