package dev.baton.runtime.request.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The positions up to which the partitions are read. They outlive a consumer that fails. Used by one thread. */
final class ReplyPositions {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN_WHILE_MISSING = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Instant lookAt = Instant.MIN;

    ReplyPositions(Clock clock) {
        this.clock = clock;
    }

    /** Lets a new consumer continue where the previous one stopped. */
    void resume(Consumer<String, byte[]> consumer) {
        consumer.assign(positions.keySet());
        positions.forEach(consumer::seek);
    }

    /** Reads the partitions that a topic has now, from their ends. */
    void beginAtEnd(Consumer<String, byte[]> consumer, String topic) {
        Set<TopicPartition> unread = unread(partitions(consumer, topic));
        // Before they are looked up: Kafka's client warns about the offsets of partitions that are not assigned.
        assign(consumer, unread);
        try {
            add(consumer, consumer.endOffsets(unread, ANSWER));
        } finally {
            assign(consumer, Set.of());
        }
    }

    /**
     * Reads partitions that were added since, from their beginnings. It looks for them every second while a topic is
     * missing, and otherwise every 10 s.
     */
    void lookForNew(Consumer<String, byte[]> consumer, Collection<String> topics) {
        if (clock.instant().isBefore(lookAt)) {
            return;
        }
        Set<TopicPartition> found = new HashSet<>();
        topics.forEach(topic -> found.addAll(partitions(consumer, topic)));
        add(consumer, unread(found).stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        long missing = topics.size()
                - found.stream().map(TopicPartition::topic).distinct().count();
        lookAt = clock.instant().plus(missing == 0 ? LOOK_AGAIN : LOOK_AGAIN_WHILE_MISSING);
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    Iterable<ConsumerRecord<String, byte[]>> poll(Consumer<String, byte[]> consumer, Duration longest) {
        ConsumerRecords<String, byte[]> records = consumer.poll(longest);
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
        return records;
    }

    private void add(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> starts) {
        if (starts.isEmpty()) {
            return;
        }
        positions.putAll(starts);
        assign(consumer, Set.of());
        starts.forEach(consumer::seek);
    }

    /** Assigns the partitions that are read, and these in addition. */
    private void assign(Consumer<String, byte[]> consumer, Set<TopicPartition> more) {
        Set<TopicPartition> all = new HashSet<>(positions.keySet());
        all.addAll(more);
        consumer.assign(all);
    }

    private Set<TopicPartition> unread(Set<TopicPartition> partitions) {
        Set<TopicPartition> unread = new HashSet<>(partitions);
        unread.removeAll(positions.keySet());
        return unread;
    }

    private static Set<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
        var found = consumer.partitionsFor(topic, ANSWER);
        return (found == null ? List.<PartitionInfo>of() : found)
                .stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toSet());
    }
}
