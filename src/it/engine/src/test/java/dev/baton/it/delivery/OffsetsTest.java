package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The committed offsets of a function's group where a topic has offsets that are not those of events. */
class OffsetsTest extends GroupTest {

    private static final String TOPIC = "counting.step.v1";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(Broker.class, GroupTest.class))
            .overrideConfigKey("baton.kafka.partitions", "1");

    @Inject
    KafkaClientService clients;

    @Test
    void aTopicOfTransactionsIsCommittedUpToItsEnd() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                UUID.randomUUID().toString());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(step("taken"));
            producer.commitTransaction();
            await("handled").atMost(LONG).until(() -> handled() == 1);
            await("committed behind the marker").atMost(LONG).until(() -> lag() == 0);

            producer.beginTransaction();
            producer.send(step("aborted"));
            producer.flush();
            producer.abortTransaction();
            await("committed behind what never was").atMost(LONG).until(() -> lag() == 0);
        }
        assertThat(handled()).isEqualTo(1);
        assertThat(committed()).isEqualTo(end());
    }

    @Test
    void aTopicThatWasDeletedAndCreatedAgainIsConsumedAndCommittedFromItsBeginning() throws Exception {
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(step("one"));
            broker.send(step("two"));
            broker.send(new ProducerRecord<>(TOPIC, "no event", "no event".getBytes(StandardCharsets.UTF_8)));
        }
        await("handled").atMost(LONG).until(() -> handled() == 2 && unreadable() == 1);
        await("committed").atMost(LONG).until(() -> lag() == 0);

        recreate();
        await("the consumer begins again").atMost(LONG).until(() -> position() == 0);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(step("three"));
            broker.send(step("four"));
            broker.send(new ProducerRecord<>(TOPIC, "no event", "no event".getBytes(StandardCharsets.UTF_8)));
        }

        await("handled").atMost(LONG).until(() -> handled() == 4 && unreadable() == 2);
        await("committed").atMost(LONG).until(() -> lag() == 0);
        assertThat(committed()).isEqualTo(3);
    }

    private void recreate() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        await("deleted")
                .atMost(LONG)
                .until(() -> !admin.listTopics().names().get().contains(TOPIC));
        await("created").atMost(LONG).ignoreException(ExecutionException.class).until(() -> {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            return true;
        });
    }

    private ProducerRecord<String, byte[]> step(String name) {
        byte[] data = "{\"name\":\"%s\",\"number\":1}".formatted(name).getBytes(StandardCharsets.UTF_8);
        return Broker.binary(new ProducerRecord<>(TOPIC, name, data), name, source.toString(), "application/json");
    }

    private long unreadable() {
        return Tables.number(pool, "select count(*) from baton_dead_letter where source = $1", "/kafka/" + TOPIC);
    }

    private long lag() throws Exception {
        return end() - committed();
    }

    private long end() throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private long position() {
        return clients.getConsumer("count-step")
                .getPositions()
                .await()
                .atMost(LONG)
                .getOrDefault(PARTITION, -1L);
    }

    private long committed() throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(PARTITION);
        return committed == null ? -1 : committed.offset();
    }
}
