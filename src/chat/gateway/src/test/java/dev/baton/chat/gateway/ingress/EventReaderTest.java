package dev.baton.chat.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.chat.gateway.problems.Problem;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/p","type":"t","partitionkey":"k","data":{"a":1}}""";

    private final EventReader reader = new EventReader(3);

    @Test
    void binaryMode() {
        Map<String, String> headers = Map.of(
                "content-type", "application/json; charset=utf-8",
                "ce-specversion", "1.0",
                "ce-id", "1",
                "ce-source", "/p",
                "ce-type", "t",
                "ce-subject", "caf%C3%A9 a+b",
                "ce-time", "2026-01-02T03:04:05Z",
                "ce-partitionkey", "k",
                "x-other", "no attribute");

        CloudEvent event = read(headers, "{\"a\":1}").get(0);

        assertThat(event.getId()).isEqualTo("1");
        assertThat(event.getSource()).hasToString("/p");
        assertThat(event.getSubject()).isEqualTo("café a+b");
        assertThat(event.getTime()).hasToString("2026-01-02T03:04:05Z");
        assertThat(event.getExtensionNames()).containsExactly("partitionkey");
        assertThat(event.getData().toBytes()).asString().isEqualTo("{\"a\":1}");
    }

    @Test
    void structuredMode() {
        CloudEvent event =
                read("application/cloudevents+json; charset=UTF-8", EVENT).get(0);

        assertThat(event.getType()).isEqualTo("t");
        assertThat(event.getExtension("partitionkey")).isEqualTo("k");
        assertThat(event.getData().toBytes()).asString().isEqualTo("{\"a\":1}");
    }

    @Test
    void structuredModeChangesNoNumberAndTakesNullForNone() {
        String data = "{\"amount\":12345678901234567.890,\"large\":1E+400}";
        CloudEvent event = read(
                        "application/cloudevents+json",
                        EVENT.replace("{\"a\":1}", data).replace("\"k\"", "null"))
                .get(0);

        assertThat(event.getData().toBytes()).asString().isEqualTo(data);
        assertThat(event.getExtensionNames()).isEmpty();
    }

    @Test
    void batchMode() {
        List<CloudEvent> events = read("application/cloudevents-batch+json", "[" + EVENT + "," + EVENT + "]");

        assertThat(events).hasSize(2).allMatch(event -> event.getType().equals("t"));
    }

    @Test
    void whatIsNoCloudEventIsMalformed() {
        assertThat(status("application/cloudevents+json", "{")).isEqualTo(400);
        assertThat(status("application/cloudevents+json", "{\"specversion\":\"1.0\",\"id\":\"1\"}"))
                .isEqualTo(400);
        assertThat(status("application/cloudevents+json", "null")).isEqualTo(400);
        assertThat(status("application/cloudevents+json", EVENT + "}")).isEqualTo(400);
        assertThat(status("application/cloudevents+json", EVENT.replace("\"k\"", "[1]")))
                .isEqualTo(400);
        assertThat(status("application/cloudevents+json", EVENT.replace("\"k\"", "3000000000")))
                .isEqualTo(400);
        assertThat(status("application/cloudevents+json", "")).isEqualTo(400);
        assertThat(status("application/cloudevents-batch+json", "[]")).isEqualTo(400);
        assertThat(status("application/cloudevents-batch+json", EVENT)).isEqualTo(400);
        assertThat(status("application/cloudevents-batch+json", "[1]")).isEqualTo(400);
        assertThat(status("application/json", "{}")).isEqualTo(400);
        assertThat(refused(Map.of("ce-specversion", "1.0", "ce-id", "1"), "{}").status())
                .isEqualTo(400);
        assertThat(refused(Map.of("ce-specversion", "1.0", "ce-time", "today"), "{}")
                        .status())
                .isEqualTo(400);
        assertThat(refused(Map.of(), "{}").status()).isEqualTo(400);
    }

    @Test
    void whatSaysThatItIsNoCloudEventIsUnsupported() {
        assertThat(status("text/plain", "hi")).isEqualTo(415);
        assertThat(status("application/cloudevents+xml", "<event/>")).isEqualTo(415);
        assertThat(status("application/cloudevents-batch+avro", "x")).isEqualTo(415);
    }

    @Test
    void aBatchIsBounded() {
        String four = "[" + String.join(",", List.of(EVENT, EVENT, EVENT, EVENT)) + "]";

        assertThat(status("application/cloudevents-batch+json", four)).isEqualTo(413);
    }

    private List<CloudEvent> read(String contentType, String body) {
        return read(Map.of("content-type", contentType), body);
    }

    private List<CloudEvent> read(Map<String, String> headers, String body) {
        return reader.read(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private int status(String contentType, String body) {
        return refused(Map.of("content-type", contentType), body).status();
    }

    private Problem refused(Map<String, String> headers, String body) {
        return catchThrowableOfType(Problem.class, () -> read(headers, body));
    }
}
