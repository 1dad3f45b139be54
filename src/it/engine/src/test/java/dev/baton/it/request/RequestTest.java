package dev.baton.it.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonException;
import dev.baton.EventRejectedException;
import dev.baton.EventRequester;
import dev.baton.NewEvent;
import dev.baton.NoReplyException;
import dev.baton.it.Tables;
import dev.baton.it.request.Shop.Confirmed;
import dev.baton.it.request.Shop.Placed;
import dev.baton.it.request.Shop.Refused;
import dev.baton.runtime.request.WaitingRequests;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are answered by functions, through the real topics. */
class RequestTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(5);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Shop.CLASSES))
            .overrideConfigKey("baton.request.max-waiting", "100")
            .overrideConfigKey("baton.request.idle-timeout", "100ms");

    @Inject
    EventRequester requester;

    @Inject
    WaitingRequests waiting;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String order;

    @BeforeEach
    void begin() {
        order = UUID.randomUUID().toString();
    }

    @Test
    void theFirstFollowUpOfTheTypeIsTheReplyAlsoOfALaterStep() {
        assertThat(ask(placed(order, 3))).isEqualTo(new Confirmed(order, 300));
        assertThat(waiting.size()).isZero();
    }

    @Test
    void eachOfManyRequestsGetsTheReplyToItsOwnEvent() {
        List<Uni<Confirmed>> asked = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> requester.request(placed(order + i, i), Confirmed.class, PATIENCE))
                .toList();

        List<Confirmed> replies = Uni.join().all(asked).andFailFast().await().atMost(PATIENCE);

        assertThat(replies)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> new Confirmed(order + i, i * 100))
                        .toList());
    }

    @Test
    void theConsumerThatWasIdleEndsAndTheNextRequestStartsAnother() {
        ask(placed(order, 1));
        await().atMost(PATIENCE).until(() -> readers() == 0);

        assertThat(ask(placed(order, 2))).isEqualTo(new Confirmed(order, 200));
    }

    @Test
    void withoutReplyTheEventIsStoredAndTakesItsEffect() {
        assertThatThrownBy(() -> requester
                        .request(placed(order, 1), Refused.class, SHORT)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(NoReplyException.class)
                .hasMessageContainingAll(order, "is stored", "shop.refused.v1", "5000 ms");
        assertThat(waiting.size()).isZero();
        await().atMost(PATIENCE).until(() -> handled(order + "-1"));
    }

    @Test
    void anEventThatWasPublishedBeforeHasNoNewReply() {
        ask(placed(order, 1));

        assertThatThrownBy(() -> requester
                        .request(placed(order, 1), Confirmed.class, SHORT)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(NoReplyException.class);
    }

    @Test
    void theEventThatAsksIsNoReplyToItself() {
        assertThatThrownBy(() -> requester
                        .request(placed(order, 1), Placed.class, SHORT)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(NoReplyException.class);
    }

    @Test
    void aReplyInStructuredModeCountsAndWhatIsNoEventDoesNoHarm() {
        Uni<CloudEvent> reply = requester
                .request(
                        cloudEvent("shop.placed.v1", "{\"order\":\"" + order + "\",\"count\":1}"),
                        "shop.refused.v1",
                        PATIENCE)
                .memoize()
                .indefinitely();
        reply.subscribe().with(ignored -> {}, ignored -> {});
        await().atMost(PATIENCE).until(() -> handled(order));
        send("no event", "application/json");
        send("no event", "application/cloudevents+json");
        send("""
                {"specversion":"1.0","id":"r1","source":"/other","type":"shop.refused.v1","correlationid":"%s","data":{"order":"%s"}}""".formatted(order, order), "application/cloudevents+json; charset=utf-8");

        assertThat(reply.await().atMost(PATIENCE).getId()).isEqualTo("r1");
    }

    @Test
    void aCorrelationIdOfTheEventsOwnIsKept() {
        CloudEvent event = CloudEventBuilder.v1(
                        cloudEvent("shop.placed.v1", "{\"order\":\"" + order + "\",\"count\":1}"))
                .withExtension("correlationid", "c-" + order)
                .build();

        CloudEvent reply =
                requester.request(event, "shop.confirmed.v1", PATIENCE).await().atMost(PATIENCE);

        assertThat(reply.getExtension("correlationid")).isEqualTo("c-" + order);
    }

    @Test
    void whatIsRefusedStoresNothing() {
        assertThatThrownBy(() -> requester
                        .request(cloudEvent("shop.placed.v1", "{}"), "no.such.type", PATIENCE)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("no.such.type");
        assertThatThrownBy(() -> requester
                        .request(cloudEvent("shop.placed.v1", "{\"count\":-1}"), "shop.confirmed.v1", PATIENCE)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("count");
        assertThat(waiting.size()).isZero();
    }

    @Test
    void theNumberOfRequestsThatWaitIsBounded() {
        List<Cancellable> running = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> requester.request(placed(order + i, i), Refused.class, PATIENCE))
                .map(asked -> asked.subscribe().with(ignored -> {}, ignored -> {}))
                .toList();

        assertThatThrownBy(() -> ask(placed(order, 1)))
                .isInstanceOf(BatonException.class)
                .isNotInstanceOf(NoReplyException.class)
                .hasMessageContaining("baton.request.max-waiting=100");

        running.forEach(Cancellable::cancel);
        assertThat(waiting.size()).isZero();
    }

    private Confirmed ask(NewEvent<Placed> event) {
        return requester.request(event, Confirmed.class, PATIENCE).await().atMost(PATIENCE.multipliedBy(2));
    }

    private static NewEvent<Placed> placed(String order, int count) {
        return NewEvent.of(new Placed(order, count), order + "-" + count, URI.create("/request-test"), Instant.now());
    }

    private CloudEvent cloudEvent(String type, String data) {
        return CloudEventBuilder.v1()
                .withId(order)
                .withSource(URI.create("/request-test"))
                .withType(type)
                .withSubject(order)
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void send(String value, String contentType) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>("shop.refused.v1", order, value.getBytes(StandardCharsets.UTF_8));
            record.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
            producer.send(record);
        }
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("baton-replies"))
                .count();
    }

    private boolean handled(String id) {
        return Tables.inbox(pool, "price", "/request-test", id) == 1;
    }
}
