package dev.baton.local.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.awaitility.Awaitility;

/** The progress of the functions' consumer groups. */
final class Groups implements AutoCloseable {
    private final Admin admin;

    Groups(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Returns the number of records of the topic that the function has not settled yet. */
    long lag(String function, String topic) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("chat." + function)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(List.of(topic)).entrySet().stream()
                .mapToLong(end -> end.getValue() - offset(committed.get(end.getKey())))
                .sum();
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    /** Returns the end offset of each partition of the topics. */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(partition ->
                        latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Adds a number of partitions to each of the topics. */
    void addPartitions(Collection<String> topics, int added) throws Exception {
        Map<String, NewPartitions> more = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, description) -> more.put(
                        topic, NewPartitions.increaseTo(description.partitions().size() + added)));
        admin.createPartitions(more).all().get();
    }

    /** Lets the functions, which must be stopped, begin at the oldest record of their topics. */
    void forget(Collection<String> functions) {
        for (String function : functions) {
            Awaitility.await("the group of the killed processes of " + function + " is empty")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsMatching(failure -> failure.getCause() instanceof GroupNotEmptyException)
                    .untilAsserted(() -> admin.deleteConsumerGroups(List.of("chat." + function))
                            .all()
                            .get());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
