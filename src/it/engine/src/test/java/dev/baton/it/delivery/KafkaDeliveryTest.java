package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.delivery.Counting.Step;
import dev.baton.testkit.FunctionTestkit;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaDeliveryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.retry.max-delay", "200ms");

    @Inject
    EventPublisher publisher;

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final URI source = URI.create("/test/" + UUID.randomUUID());

    @BeforeEach
    void createTable() {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
    }

    @AfterEach
    void stopFailing() {
        Counting.FAILING.clear();
    }

    @Test
    void whatIsPublishedIsHandledInOrderAndItsFollowUpsArriveOnceInOrder() {
        String name = UUID.randomUUID().toString();

        publishSteps(name, 1000);

        try (Broker broker = new Broker(bootstrapServers)) {
            List<Map<String, Object>> counted = broker.read("counting.counted.v1", name, 1000);
            assertThat(counted)
                    .extracting(event -> event.get("number"))
                    .isEqualTo(
                            IntStream.range(0, 1000).mapToObj(i -> (Object) i).toList());
            assertThat(counted)
                    .extracting(event -> event.get("total"))
                    .isEqualTo(IntStream.rangeClosed(1, 1000)
                            .mapToObj(i -> (Object) i)
                            .toList());
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void anEventThatFailsIsHandledLaterAndNothingIsSkipped() {
        String name = UUID.randomUUID().toString();
        Counting.FAILING.add(3);
        publishSteps(name, 6);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.read("counting.counted.v1", name, 3);

            Counting.FAILING.clear();

            assertThat(broker.read("counting.counted.v1", name, 6))
                    .extracting(event -> event.get("number"))
                    .containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void theSameRecordSentTenTimesTakesEffectOnce() {
        String name = UUID.randomUUID().toString();
        try (Broker broker = new Broker(bootstrapServers)) {
            for (int i = 0; i < 10; i++) {
                broker.send(step(name, "the-same", 1));
            }
            broker.send(step(name, "the-last", 2));

            assertThat(broker.read("counting.counted.v1", name, 2))
                    .extracting(event -> event.get("total"))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void structuredModeIsReadAsWell() {
        String name = UUID.randomUUID().toString();
        String event = """
                {"specversion":"1.0","id":"%s","source":"/structured","type":"counting.step.v1","subject":"%s",
                 "datacontenttype":"application/json","data":{"name":"%s","number":7}}""".formatted(UUID.randomUUID(), name, name);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("counting.step.v1", name, event.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes());
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(record);

            assertThat(broker.read("counting.counted.v1", name, 1))
                    .extracting(counted -> counted.get("number"))
                    .containsExactly(7);
        }
    }

    @Test
    void aDelayedEventIsPublishedWhenItsTimeHasCome() {
        String name = UUID.randomUUID().toString();
        Instant due = Instant.now().plusMillis(1500);

        publisher
                .publish(NewEvent.of(new Step(name, 1), UUID.randomUUID().toString(), source, Instant.now())
                        .withNotBefore(due))
                .await()
                .atMost(Duration.ofSeconds(10));

        try (Broker broker = new Broker(bootstrapServers)) {
            broker.read("counting.counted.v1", name, 1);
            assertThat(Instant.now()).isAfterOrEqualTo(due);
        }
    }

    private void publishSteps(String name, int count) {
        Multi.createFrom()
                .range(0, count)
                .map(i -> publisher.publish(
                        NewEvent.of(new Step(name, i), UUID.randomUUID().toString(), source, Instant.now())))
                .collect()
                .asList()
                .chain(published -> io.smallrye.mutiny.Uni.join().all(published).andFailFast())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private ProducerRecord<String, byte[]> step(String name, String id, int number) {
        String data = "{\"name\":\"%s\",\"number\":%d}".formatted(name, number);
        return Broker.binary(
                new ProducerRecord<>("counting.step.v1", name, data.getBytes(StandardCharsets.UTF_8)),
                id,
                source.toString(),
                "application/json");
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox where not_before is null");
    }
}
