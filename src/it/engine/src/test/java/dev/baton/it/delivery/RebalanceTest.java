package dev.baton.it.delivery;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusUnitTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of the consumer group while events are handled. */
class RebalanceTest extends GroupTest {

    private static final String TOPIC = "counting.step.v1";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar ->
                    jar.addClasses(Counting.CLASSES).addClasses(Broker.class, GroupTest.class, GroupMember.class))
            .overrideConfigKey("baton.kafka.commit-interval", "1ms");

    @Test
    void offsetsThatTheGroupTakesNotWhileItRebalancesAreCommittedAfterItWithoutAnotherEvent() throws Exception {
        // Otherwise, the silent one may be the first and the only one, and have all partitions.
        await("the application has all partitions")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(failure -> failure.getCause() instanceof GroupIdNotFoundException)
                .until(() -> assigned() == partitions().size());
        try (GroupMember joining = member();
                GroupMember silent = member()) {
            silent.pollUntil("the group is shared", () -> !silent.assignment().isEmpty());
            // The one that is silent from now on keeps the group waiting for it.
            joining.pollUntil("the group rebalances", () -> state() == GroupState.PREPARING_REBALANCE);
            Set<TopicPartition> kept = partitions();
            kept.removeAll(silent.assignment());

            await("the application takes part in the rebalance, and can't commit meanwhile")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> handle(kept) > 0);
        }

        await("all is committed").atMost(Duration.ofSeconds(60)).until(() -> lag() == 0);
    }

    /**
     * Handles one more event of each partition, and commits it if that is possible. Returns how many are not committed.
     */
    private long handle(Set<TopicPartition> partitions) throws Exception {
        long before = handled();
        try (Broker broker = new Broker(bootstrapServers)) {
            for (TopicPartition partition : partitions) {
                broker.send(step(partition));
            }
        }
        await("handled").atMost(Duration.ofSeconds(30)).until(() -> handled() == before + partitions.size());
        double atLast = fetches();
        await("the consumer has gone on, and tried to commit")
                .atMost(Duration.ofSeconds(30))
                .until(() -> fetches() >= atLast + 2);
        return lag();
    }

    private GroupMember member() {
        return new GroupMember(bootstrapServers, group, TOPIC);
    }

    private ProducerRecord<String, byte[]> step(TopicPartition partition) {
        String name = UUID.randomUUID().toString();
        byte[] data = "{\"name\":\"%s\",\"number\":1}".formatted(name).getBytes(StandardCharsets.UTF_8);
        return Broker.binary(
                new ProducerRecord<>(TOPIC, partition.partition(), name, data),
                name,
                source.toString(),
                "application/json");
    }

    /**
     * Returns the number of fetches of the application's consumer, which continues to fetch while the group rebalances.
     */
    private double fetches() throws Exception {
        return (double) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + group),
                        "fetch-total");
    }

    private GroupState state() throws Exception {
        return group().groupState();
    }

    /** Returns how many partitions the members of the group have. */
    private int assigned() throws Exception {
        return group().members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
    }

    private ConsumerGroupDescription group() throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    }

    private Set<TopicPartition> partitions() throws Exception {
        Set<TopicPartition> partitions =
                new TreeSet<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        int count = admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .get(TOPIC)
                .partitions()
                .size();
        IntStream.range(0, count).mapToObj(i -> new TopicPartition(TOPIC, i)).forEach(partitions::add);
        return partitions;
    }

    private long lag() throws Exception {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (TopicPartition partition : partitions()) {
            ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get();
            lag += end.offset()
                    - (committed.containsKey(partition)
                            ? committed.get(partition).offset()
                            : 0);
        }
        return lag;
    }
}
