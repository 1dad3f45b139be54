package dev.baton.triggers;

import static dev.baton.triggers.Producer.binary;
import static dev.baton.triggers.Scene.delivery;
import static dev.baton.triggers.Scene.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.triggers.Subscriber.Received;
import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.filter.Filter;
import dev.baton.triggers.manifest.Trigger;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Knative's data plane contract (knative/specs, specs/eventing/data-plane.md): each sentence that binds a broker, as
 * sender or recipient.
 */
class DataPlaneContractTest {

    private static final String STRUCTURED = "application/cloudevents+json";

    private final Scene scene = new Scene();

    @AfterEach
    void end() throws Exception {
        scene.close();
    }

    @Test
    @DisplayName(
            "All senders and recipients MUST support the CloudEvents 1.0 protocol and the binary and structured content modes")
    void modes() {
        Subscriber binary = scene.add(Subscriber.answering(202));
        Subscriber structured = scene.add(Subscriber.answering(202));
        DeliverySpec json =
                new DeliverySpec(0, Backoff.NONE, Duration.ofSeconds(30), Optional.empty(), Optional.empty(), true);
        Producer producer = scene.start(
                trigger("a", binary.url()), new Trigger("s", new Filter.Everything(), structured.url(), json, false));

        producer.send("a", "1");
        assertThat(producer.post(
                                "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/test\",\"type\":\"a\",\"data\":{\"n\":1}}",
                                "content-type",
                                STRUCTURED)
                        .statusCode())
                .isEqualTo(202);

        eventually(() -> {
            assertThat(binary.ids()).containsExactlyInAnyOrder("1", "2");
            assertThat(structured.received()).hasSize(2).allSatisfy(isStructured());
        });
    }

    private static ThrowingConsumer<Received> isStructured() {
        return received -> {
            assertThat(received.headers().get("content-type")).startsWith(STRUCTURED);
            JsonObject event = new JsonObject(received.body());
            assertThat(event.getString("specversion")).isEqualTo("1.0");
            assertThat(event.getString("type")).isEqualTo("a");
        };
    }

    @Test
    @DisplayName(
            "The sender MUST initiate delivery of the event to the recipient using the HTTP POST verb; "
                    + "senders which receive an error when probing with HTTP OPTIONS SHOULD proceed using the HTTP POST mechanism")
    void post() {
        Subscriber subscriber = scene.add(Subscriber.answering((received, request) -> request.response()
                .setStatusCode(received.method().equals("POST") ? 202 : 500)
                .end()));
        scene.start(trigger("a", subscriber.url())).send("a", "1");

        eventually(() ->
                assertThat(subscriber.received()).extracting(Received::method).containsExactly("POST"));
    }

    @Test
    @DisplayName("This delivery MUST be performed using the CloudEvents HTTP Binding, version 1.x")
    void binding() {
        Subscriber subscriber = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url()))
                .send("a", "1", "ce-subject", "room", "ce-time", "2026-11-25T10:00:00.5Z", "ce-n", "7");

        eventually(() -> assertThat(subscriber.received()).singleElement().satisfies(received -> {
            assertThat(received.headers())
                    .containsEntry("ce-specversion", "1.0")
                    .containsEntry("ce-type", "a")
                    .containsEntry("ce-source", "/test")
                    .containsEntry("ce-subject", "room")
                    .containsEntry("ce-time", "2026-11-25T10:00:00.5Z")
                    .containsEntry("ce-n", "7")
                    .containsEntry("content-type", "application/json");
            assertThat(received.body()).isEqualTo("{}");
        }));
    }

    @Test
    @DisplayName("An event with an attribute that would have to be encoded is sent in structured mode")
    void attributesThatNeedEncoding() {
        Subscriber subscriber = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url())).send("a", "1", "ce-subject", "Gr%C3%BC%C3%9Fe%20%25");

        eventually(() -> assertThat(subscriber.received()).singleElement().satisfies(isStructured(), received -> {
            assertThat(received.headers()).containsEntry("ce-id", "1");
            assertThat(new JsonObject(received.body()).getString("subject")).isEqualTo("Gr\u00fc\u00dfe %");
        }));
    }

    @Test
    @DisplayName(
            "If OPTIONS is implemented, the recipient MUST indicate support for the POST verb using the Allow header")
    void options() {
        HttpResponse<String> answer = scene.start().exchange("OPTIONS", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @Test
    @DisplayName("Compliant implementations SHOULD aim to interoperate by ignoring unrecognized negotiation options")
    void upgrade() throws IOException {
        scene.start();
        String request = "POST /broker HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: carrier-pigeon/1\r\n"
                + "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /s\r\nce-type: a\r\nContent-Length: 0\r\n\r\n";

        assertThat(RawHttp.statusLine(scene.broker(), request)).contains(" 202 ");
    }

    @Test
    @DisplayName("Event recipients MUST use the HTTP response code to indicate acceptance of an event")
    void responseCode() {
        Producer producer = scene.start();

        assertThat(producer.post("{}", binary("a", "1")).statusCode()).isEqualTo(202);
        assertThat(producer.post("{}").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "The recipient SHOULD NOT return a response accepting the event until it has stored it in stable storage")
    void stored() {
        Subscriber down = scene.add(Subscriber.answering((received, request) -> {}));
        Subscriber up = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", down.url())).send("a", "1");
        scene.stop();
        scene.start(trigger("a", up.url()));

        eventually(() -> assertThat(up.ids()).containsExactly("1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 408, 409, 429, 500, 501, 502, 503, 504, 599})
    @DisplayName(
            "Event senders SHOULD re-attempt delivery of events where the HTTP request returned a retryable status code")
    void retried(int status) {
        Subscriber subscriber = scene.add(Subscriber.answering(new int[] {status, status}));
        scene.start(trigger("a", subscriber.url(), delivery(5, null))).send("a", "1");

        eventually(() -> assertThat(subscriber.ids()).containsExactly("1", "1", "1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 799})
    @DisplayName("A response code not in this table SHOULD be treated as a retriable error")
    void unknownStatus(int status) {
        Subscriber subscriber = scene.add(Subscriber.answering(new int[] {status}));
        scene.start(trigger("a", subscriber.url(), delivery(5, null))).send("a", "1");

        eventually(() -> assertThat(subscriber.ids()).containsExactly("1", "1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 304, 307, 308, 400, 401, 403, 405, 413, 415, 422, 451})
    @DisplayName("Event senders MUST handle these response codes as errors and implement described failure behavior")
    void failure(int status) {
        Subscriber elsewhere = scene.add(Subscriber.answering(202));
        Subscriber subscriber = scene.add(Subscriber.answering((received, request) -> request.response()
                .setStatusCode(status)
                .putHeader("Location", elsewhere.url().toString())
                .end()));
        Subscriber letters = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url(), delivery(5, letters.url()))).send("a", "1");

        eventually(() -> assertThat(letters.received()).singleElement().satisfies(letter -> assertThat(letter.headers())
                .containsEntry("ce-knativeerrorcode", String.valueOf(status))));
        assertThat(subscriber.ids()).containsExactly("1");
        assertThat(elsewhere.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 204, 206, 299})
    @DisplayName("Event senders MUST handle these response codes as success and implement described success behavior")
    void success(int status) {
        Subscriber subscriber = scene.add(Subscriber.answering(status));
        Subscriber letters = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", subscriber.url(), delivery(5, letters.url())));
        producer.send("a", "1", "ce-partitionkey", "k");
        producer.send("a", "2", "ce-partitionkey", "k");

        eventually(() -> assertThat(subscriber.ids()).containsExactly("1", "2"));
        assertThat(letters.received()).isEmpty();
    }

    @Test
    @DisplayName("Recipients MUST accept duplicate delivery of events")
    void duplicates() {
        Subscriber subscriber = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", subscriber.url()));
        producer.send("a", "1");
        producer.send("a", "1");

        eventually(() -> assertThat(subscriber.ids()).containsExactly("1", "1"));
    }

    @Test
    @DisplayName("Brokers MUST implement congestion control: a bounded number of requests at once")
    void congestion() {
        int atOnce = EmbeddedKafka.settings().atOnce();
        BlockingQueue<HttpServerRequest> open = new LinkedBlockingQueue<>();
        Subscriber slow = scene.add(Subscriber.answering((received, request) -> open.add(request)));
        Trigger all = new Trigger("all", new Filter.Everything(), slow.url(), DeliverySpec.NONE, false);
        Producer producer = scene.start(all);
        IntStream.range(0, 3 * atOnce).forEach(i -> producer.send("a", "e" + i));

        for (int answered = 0; answered < 3 * atOnce; answered += atOnce) {
            eventually(() -> assertThat(open).hasSize(atOnce));
            List<HttpServerRequest> now = new ArrayList<>();
            open.drainTo(now);
            now.forEach(request -> request.response().setStatusCode(202).end());
        }
        eventually(() -> assertThat(slow.ids()).doesNotHaveDuplicates().hasSize(3 * atOnce));
    }

    @Test
    @DisplayName("Brokers MUST implement retries")
    void retries() {
        Subscriber subscriber = scene.add(Subscriber.answering(500));
        Subscriber letters = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url(), delivery(3, letters.url()))).send("a", "1");

        eventually(() -> assertThat(letters.ids()).containsExactly("1"));
        assertThat(subscriber.ids()).containsExactly("1", "1", "1", "1");
    }

    @Test
    @DisplayName(
            "Brokers MUST indicate support for replies using the Prefer: reply header when sending to the subscriber")
    void prefer() {
        Subscriber subscriber = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url())).send("a", "1");

        eventually(() -> assertThat(subscriber.received())
                .singleElement()
                .satisfies(received -> assertThat(received.headers()).containsEntry("prefer", "reply")));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 201, 206})
    @DisplayName(
            "Responses with a 202 response code MUST NOT be processed as reply events, even if they can be interpreted as one")
    void acceptedIsNoReply(int status) {
        Subscriber subscriber =
                scene.add(Subscriber.answering((received, request) -> Subscriber.reply(request, status, "b", "reply")));
        Subscriber next = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", subscriber.url()), trigger("b", next.url()));
        producer.send("a", "1", "ce-partitionkey", "k");
        producer.send("a", "2", "ce-partitionkey", "k");
        eventually(() -> assertThat(subscriber.ids()).containsExactly("1", "2"));
        producer.send("b", "last", "ce-partitionkey", "k");

        eventually(() -> assertThat(next.ids()).containsExactly("last"));
    }

    @Test
    @DisplayName("A reply in the absence of a Prefer: reply header: the sender SHOULD treat the event as accepted")
    void replyOfTheDeadLetterSink() {
        Subscriber subscriber = scene.add(Subscriber.answering(400));
        Subscriber letters =
                scene.add(Subscriber.answering((received, request) -> Subscriber.reply(request, 200, "b", "reply")));
        Subscriber next = scene.add(Subscriber.answering(202));
        Producer producer =
                scene.start(trigger("a", subscriber.url(), delivery(0, letters.url())), trigger("b", next.url()));
        producer.send("a", "1", "ce-partitionkey", "k");
        producer.send("a", "2", "ce-partitionkey", "k");
        eventually(() -> assertThat(letters.ids()).containsExactly("1", "2"));
        producer.send("b", "last", "ce-partitionkey", "k");

        eventually(() -> assertThat(next.ids()).containsExactly("last"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("A 200 response includes a CloudEvent encoded using the binary or structured formats")
    void replies(boolean structured) {
        Subscriber subscriber = scene.add(Subscriber.answering((received, request) -> {
            if (structured) {
                request.response()
                        .putHeader("content-type", STRUCTURED)
                        .end("{\"specversion\":\"1.0\",\"id\":\"reply\",\"source\":\"/replies\",\"type\":\"b\"}");
            } else {
                Subscriber.reply(request, 200, "b", "reply");
            }
        }));
        Subscriber next = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url()), trigger("b", next.url())).send("a", "1");

        eventually(() -> assertThat(next.ids()).containsExactly("reply"));
    }

    @Test
    @DisplayName(
            "Broker specification: events in delivery responses that are malformed SHOULD be treated as if the delivery had failed")
    void malformedReply() {
        Subscriber subscriber = scene.add(
                Subscriber.answering((received, request) -> request.response().end("done!")));
        Subscriber letters = scene.add(Subscriber.answering(202));
        scene.start(trigger("a", subscriber.url(), delivery(1, letters.url()))).send("a", "1");

        eventually(() -> assertThat(letters.received()).singleElement().satisfies(letter -> assertThat(letter.headers())
                .containsEntry("ce-knativeerrorcode", "502")));
        assertThat(subscriber.ids()).containsExactly("1", "1");
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}
