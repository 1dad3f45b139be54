package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.OtlpReceiver;
import dev.baton.cases.ReceivedSpan;
import dev.baton.embedded.Port;
import dev.baton.local.conversation.ChatUser;
import dev.baton.local.conversation.LiveRoom;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message of the platform is one trace, as a receiver of traces gets it over HTTP. */
@QuarkusTest
@TestProfile(ChatTraceTest.Traced.class)
class ChatTraceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** As an operator would configure it, with OpenTelemetry's own names. */
    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "otel.exporter.otlp.endpoint", "http://127.0.0.1:" + Port.free(),
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "quarkus.otel.bsp.schedule.delay", "50ms");
        }
    }

    private static OtlpReceiver receiver;

    @TestHTTPResource
    URI platform;

    @ConfigProperty(name = "otel.exporter.otlp.endpoint")
    URI endpoint;

    private final String room = "traced-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void receive() {
        if (receiver == null) {
            receiver = new OtlpReceiver(endpoint.getPort());
        }
    }

    @AfterAll
    static void stopReceiving() {
        receiver.close();
        receiver = null;
    }

    @Test
    void aPostIsOneTraceFromTheRequestToTheSockets() {
        ChatUser ada = ChatUser.signIn(platform, "ada");
        ada.createRoom(room, List.of());
        String message = UUID.randomUUID().toString();

        try (LiveRoom live = ada.join(room, 0)) {
            assertThat(ada.post(room, message, "hello").status()).isEqualTo(202);
            live.await("message", 1);
        }

        String trace = traceOf(message);
        await().atMost(LONG).untilAsserted(() -> assertThat(receiver.trace(trace))
                .extracting(ReceivedSpan::name)
                .contains(
                        "POST /api/rooms/{room}/messages",
                        "send chat.message.posted.v1",
                        "process log-message",
                        "send chat.message.logged.v1",
                        "push chat.message.logged.v1",
                        "process analyze-message",
                        "process notify-members",
                        "process track-activity",
                        "send chat.message.analyzed.v1"));
        assertThat(receiver.trace(trace))
                .filteredOn(ReceivedSpan::root)
                .extracting(ReceivedSpan::name)
                .containsExactly("POST /api/rooms/{room}/messages");
        assertThat(receiver.contentTypes()).containsOnly("application/x-protobuf");
        assertThat(receiver.spans(ReceivedSpan::root))
                .as("the first spans of traces, none of which is a statement of a poll")
                .noneMatch(span -> span.kind().equals("CLIENT"));
    }

    @Test
    void aPostOverASocketIsATraceOfItsOwn() {
        ChatUser ada = ChatUser.signIn(platform, "ada");
        ada.createRoom(room, List.of());
        String message = UUID.randomUUID().toString();

        try (LiveRoom live = ada.join(room, 0)) {
            live.post(message, "hello");
            live.await("message", 1);
        }

        String trace = traceOf(message);
        await().atMost(LONG).untilAsserted(() -> assertThat(receiver.trace(trace))
                .extracting(ReceivedSpan::name)
                .contains(
                        "create chat.message.posted.v1", "send chat.message.posted.v1", "push chat.message.logged.v1"));
        assertThat(receiver.trace(trace))
                .filteredOn(ReceivedSpan::root)
                .extracting(ReceivedSpan::name)
                .containsExactly("create chat.message.posted.v1");
    }

    private String traceOf(String message) {
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        receiver.spans(span -> span.name().equals("process log-message")
                                && span.attribute("cloudevents.event_id").equals(message)))
                .as("the span of %s among %s", message, receiver.spans())
                .isNotEmpty());
        return receiver.spans(span -> span.attribute("cloudevents.event_id").equals(message))
                .get(0)
                .traceId();
    }
}
