package dev.baton.it.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function that takes its events from a queue of a real AMQP broker. */
@QuarkusTest
@QuarkusTestResource(Artemis.class)
class AmqpChannelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    Measurements measurements;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "amqp-port")
    int port;

    private final String device = UUID.randomUUID().toString();
    private AmqpClient client;
    private long acknowledgedBefore;

    @BeforeEach
    void connect() {
        client = AmqpClient.create(
                vertx, new AmqpClientOptions().setHost("127.0.0.1").setPort(port));
        await("nothing waits").atMost(LONG).until(() -> Artemis.messages() == 0);
        acknowledgedBefore = Artemis.acknowledged();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudEvents:", "cloudEvents_"})
    void anEventInBinaryModeHasItsAttributesInApplicationProperties(String prefix) {
        send(AmqpMessage.create()
                .applicationProperties(new JsonObject()
                        .put(prefix + "specversion", "1.0")
                        .put(prefix + "id", device)
                        .put(prefix + "source", "/amqp/binary")
                        .put(prefix + "type", "sensors.measured.v1")
                        .put(prefix + "subject", device))
                .contentType("application/json")
                .withBufferAsBody(Buffer.buffer(data(21))));

        await("kept").atMost(LONG).until(() -> measurements.kept().contains(device + "=21 /amqp/binary " + device));
        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 1);
    }

    @Test
    void anEventInStructuredModeIsTheBody() {
        send(AmqpMessage.create()
                .contentType("application/cloudevents+json; charset=utf-8")
                .withBufferAsBody(Buffer.buffer("""
                        {"specversion":"1.0","id":"%s","source":"/amqp/structured","type":"sensors.measured.v1",
                         "subject":"%s","data":%s}""".formatted(device, device, data(22)))));

        await("kept").atMost(LONG).until(() -> measurements.kept().contains(device + "=22 /amqp/structured " + device));
    }

    @Test
    void plainJsonBecomesAnEventAsConfigured() {
        send(AmqpMessage.create().withBody(plain(23, 1)));

        await("kept")
                .atMost(LONG)
                .until(() -> measurements.kept().contains(device + "=23 /sensors/" + device + " " + device + "-1"));
    }

    /** Sends bytes, because the connector would parse JSON and write it again with different numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/octet-stream"})
    void numbersStayAsTheyWereSent(String contentType) {
        String body = "{\"device\":\"%s\",\"celsius\":%s,\"sequence\":1}";
        String tooPrecise = body.formatted(device, "1.10000000000000000000000000000000001");

        send(AmqpMessage.create().contentType(contentType).withBufferAsBody(Buffer.buffer(tooPrecise)));

        await("dead letter").atMost(LONG).until(() -> letters(tooPrecise) == 1);
    }

    @Test
    void jsonWithItsContentTypeBecomesAnEventAsConfigured() {
        send(AmqpMessage.create().contentType("application/json").withBufferAsBody(Buffer.buffer(plain(27, 1))));

        await("kept")
                .atMost(LONG)
                .until(() -> measurements.kept().contains(device + "=27 /sensors/" + device + " " + device + "-1"));
    }

    @Test
    void messagesOfOnePayloadThatAreNoEventsAreADeadLetterEachWithItsProperties() {
        String payload = "no event " + device;
        for (String id : List.of("m-1", "m-2")) {
            send(AmqpMessage.create()
                    .id(id)
                    .applicationProperties(
                            new JsonObject().put("tenant", "acme").put("cloudEvents:specversion", "1.0"))
                    .withBody(payload));
        }

        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 2);
        assertThat(letters(payload)).isEqualTo(2);
        assertThat(count(
                        "select count(*) from baton_dead_letter where attributes::jsonb->>'originaltenant' = 'acme'"
                                + " and attributes::jsonb->>'originalspecversion' = '1.0'"
                                + " and attributes::jsonb->>'originalmessageid' like 'm-_' and convert_from(data, 'UTF8') = $1",
                        payload))
                .isEqualTo(2);
    }

    @Test
    void aMessageThatIsDeliveredAgainAfterItsBrokerGaveItAnIdIsOneDeadLetter() {
        String payload = "no event " + device;
        for (int i = 0; i < 2; i++) {
            send(AmqpMessage.create().id(device).withBody(payload));
        }

        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 2);
        assertThat(letters(payload)).isEqualTo(1);
    }

    @Test
    void aMessageThatNoTableTakesIsRefusedAndTheBrokerDecides() {
        pool.query("alter table baton_dead_letter add check (event_id <> '%s-1') not valid".formatted(device))
                .executeAndAwait();
        pool.query("alter table baton_retry add check (event_id <> '%s-1') not valid".formatted(device))
                .executeAndAwait();

        send(AmqpMessage.create().withBody(plain("\"hot\"", 1)));

        await("in the broker's dead letters").atMost(LONG).until(() -> Artemis.refused() == 1);
        send(AmqpMessage.create().withBody(plain(28, 2)));
        await("kept")
                .atMost(LONG)
                .until(() -> measurements.kept().contains(device + "=28 /sensors/" + device + " " + device + "-2"));
    }

    @Test
    void aMessageIsAcknowledgedAfterTheCommitAndNotBefore() {
        measurements.held().add(device);
        send(AmqpMessage.create().withBody(plain(24, 1)));
        await("it is delivered").atMost(LONG).until(() -> measurements.begun().contains(device));

        assertThat(acknowledged()).isZero();
        assertThat(Artemis.messages()).isEqualTo(1);

        measurements.held().remove(device);
        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 1);
        assertThat(inbox(device + "-1")).isEqualTo(1);
    }

    @Test
    void theSameMessageTwiceTakesEffectOnce() {
        send(AmqpMessage.create().withBody(plain(25, 1)));
        send(AmqpMessage.create().withBody(plain(25, 1)));

        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 2);
        assertThat(measurements.kept().stream().filter(one -> one.startsWith(device)))
                .hasSize(1);
    }

    @Test
    void aMessageThatIsNoEventIsADeadLetterAndLaterOnesGoOn() {
        send(AmqpMessage.create().withBody("no event " + device));
        send(AmqpMessage.create().withBody(plain(26, 1)));

        await("acknowledged").atMost(LONG).until(() -> acknowledged() == 2);
        assertThat(measurements.kept()).contains(device + "=26 /sensors/" + device + " " + device + "-1");
        assertThat(letters("no event " + device)).isEqualTo(1);
    }

    private void send(AmqpMessageBuilder message) {
        client.createSender(Artemis.QUEUE)
                .compose(sender -> sender.sendWithAck(message.build()).eventually(() -> sender.close()))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private String data(int celsius) {
        return "{\"device\":\"%s\",\"celsius\":%d}".formatted(device, celsius);
    }

    private String plain(Object celsius, int sequence) {
        return "{\"device\":\"%s\",\"celsius\":%s,\"sequence\":%d}".formatted(device, celsius, sequence);
    }

    private long acknowledged() {
        return Artemis.acknowledged() - acknowledgedBefore;
    }

    private long inbox(String id) {
        return count(
                "select count(*) from baton_inbox where key = baton_inbox_key(namespace, 'keep-measurement', '/sensors/"
                        + device + "', $1)",
                id);
    }

    private long letters(String data) {
        return count("select count(*) from baton_dead_letter where convert_from(data, 'UTF8') = $1", data);
    }

    private long count(String sql, String value) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(value))
                .iterator()
                .next()
                .getLong(0);
    }
}
