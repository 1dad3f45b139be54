package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.runtime.telemetry.Figures;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A partition whose event takes a long time gets no more records, while the others continue. */
class PausedPartitionTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BATCH = 20;
    private static final int POLL = 50;
    private static final int EVENTS = 1000;
    private static final TopicPartition HELD = new TopicPartition(Holding.TOPIC, 0);
    private static final TopicPartition OTHER = new TopicPartition(Holding.TOPIC, 1);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Holding.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "2")
            .overrideConfigKey("baton.retry.watch-interval", "100ms")
            .overrideConfigKey("baton.delivery.batch-size", Integer.toString(BATCH))
            .overrideConfigKey("kafka.max.poll.records", Integer.toString(POLL));

    @Inject
    KafkaClientService clients;

    @Inject
    Figures figures;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void aPartitionThatWaitsIsPausedAloneAndGoesOnLater() {
        KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer("hold");
        String first = UUID.randomUUID().toString();
        Holding.WAITING.add(first);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(Holding.task(HELD.partition(), first));
            await("it waits").atMost(LONG).until(() -> Holding.BEGUN.contains(first));
            for (int i = 0; i < EVENTS; i++) {
                broker.sendSoon(Holding.task(i % 2, first + "-" + i));
            }
            await("the other partition is done").atMost(LONG).until(() -> done(first, 1) == EVENTS / 2);

            assertThat(consumer.paused().await().atMost(LONG)).containsExactly(HELD);
            Map<TopicPartition, Long> positions =
                    consumer.getPositions().await().atMost(LONG);
            assertThat(positions.get(HELD)).isLessThanOrEqualTo(2 * BATCH + POLL);
            assertThat(positions.get(OTHER)).isEqualTo(EVENTS / 2);

            await("the lag counts what is not polled").atMost(LONG).until(() -> lag(HELD) == 1 + EVENTS / 2);
            await("the other one has none").atMost(LONG).until(() -> lag(OTHER) == 0);

            Holding.WAITING.clear();

            await("all are done").atMost(LONG).until(() -> done(first, 0) == EVENTS / 2);
            await("nothing is paused")
                    .atMost(LONG)
                    .until(() -> consumer.paused().await().atMost(LONG), Set::isEmpty);
            await("there is no lag").atMost(LONG).until(() -> lag(HELD) == 0 && lag(OTHER) == 0);
        }
    }

    private long lag(TopicPartition partition) {
        return figures.lags().stream()
                .filter(lag -> lag.function().equals("hold") && lag.topic().equals(partition.topic()))
                .filter(lag -> lag.partition() == partition.partition())
                .mapToLong(Figures.Lag::events)
                .findFirst()
                .orElse(-1);
    }

    private static long done(String first, int partition) {
        return Holding.DONE.stream()
                .filter(name -> name.startsWith(first + "-"))
                .filter(name -> Integer.parseInt(name.substring(first.length() + 1)) % 2 == partition)
                .count();
    }
}
