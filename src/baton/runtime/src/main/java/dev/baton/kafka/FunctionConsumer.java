package dev.baton.kafka;

import dev.baton.kafka.PartitionLane.Setting;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Consumes one topic for one function: polls, hands each partition's records to its lane, commits the offsets of what the
 * lanes have committed to the database. A partition that is taken away finishes its running delivery first. Not thread-safe
 * but for {@link #stop}.
 */
final class FunctionConsumer implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(FunctionConsumer.class);

    /** Of one partition. One poll may add what the broker sends of a partition at once, 1 MiB by default. */
    private static final long MANY_BYTES = 2 * 1024 * 1024;

    /** The consumer's times. */
    record Times(Duration poll, Duration commit, Duration drain) {}

    private final Consumer<String, byte[]> consumer;
    private final Setting setting;
    private final Times times;
    private final Map<TopicPartition, PartitionLane> lanes = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private volatile boolean stopped;
    private volatile boolean assigned;
    private long lastCommit;

    FunctionConsumer(Consumer<String, byte[]> consumer, Setting setting, Times times) {
        this.consumer = consumer;
        this.setting = setting;
        this.times = times;
    }

    /** Consumes until stopped, or until Kafka's client fails: then it throws, and a new consumer has to take over. */
    void run() {
        try {
            consumer.subscribe(List.of(setting.function().input().topic()), this);
            while (!stopped) {
                dispatch(poll());
                throttle();
                commitNowAndThen();
            }
        } finally {
            // Closing revokes the partitions, which lets their lanes finish.
            consumer.close(CloseOptions.timeout(times.drain()));
            assigned = false;
            lanes.values().forEach(PartitionLane::close);
        }
    }

    /** Ends {@link #run} soon. Any thread may call it. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    /** Whether the group has given this consumer its place, with or without partitions. */
    boolean assigned() {
        return assigned;
    }

    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(times.poll());
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    private void dispatch(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            PartitionLane lane = lanes.get(partition);
            if (lane != null) {
                lane.add(records.records(partition));
            }
        }
    }

    /** A lane that has two batches waiting, or many bytes, gets no more; memory stays bounded whatever the database does. */
    private void throttle() {
        lanes.forEach((partition, lane) -> {
            if (full(lane) && paused.add(partition)) {
                consumer.pause(List.of(partition));
            } else if (hasRoom(lane) && paused.remove(partition)) {
                consumer.resume(List.of(partition));
            }
        });
    }

    private boolean full(PartitionLane lane) {
        return lane.waiting() >= 2 * setting.batchSize() || lane.waitingBytes() >= MANY_BYTES;
    }

    private boolean hasRoom(PartitionLane lane) {
        return lane.waiting() < setting.batchSize() && lane.waitingBytes() < MANY_BYTES / 2;
    }

    private void commitNowAndThen() {
        long now = System.nanoTime();
        if (now - lastCommit < times.commit().toNanos()) {
            return;
        }
        lastCommit = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(lanes.keySet());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, this::committed);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionLane lane = lanes.get(partition);
            if (lane != null) {
                lane.uncommitted().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
            }
        }
        return offsets;
    }

    /** What the group didn't take, as while it rebalances, is committed again the next time. */
    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        if (failure != null) {
            LOG.debugf("Offsets not committed, they are tried again: offsets=%s cause=%s", offsets, failure);
            return;
        }
        offsets.forEach((partition, offset) -> {
            PartitionLane lane = lanes.get(partition);
            if (lane != null) {
                lane.committed(offset.offset());
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        partitions.forEach(partition -> lanes.put(partition, new PartitionLane(setting, partition.toString())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        close(partitions);
    }

    /** Another consumer may have the partitions already: what still runs commits or not, and the inbox decides. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            paused.remove(partition);
            PartitionLane lane = lanes.remove(partition);
            if (lane != null) {
                lane.close();
            }
        });
    }

    private void close(Collection<TopicPartition> partitions) {
        List<TopicPartition> closing =
                partitions.stream().filter(lanes::containsKey).toList();
        closing.forEach(partition -> lanes.get(partition).close());
        try {
            for (TopicPartition partition : closing) {
                if (!lanes.get(partition).awaitDrained(times.drain())) {
                    LOG.warnf("A delivery still runs while its partition goes: partition=%s", partition);
                }
            }
            commit(uncommitted(closing));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closing.forEach(paused::remove);
        closing.forEach(lanes::remove);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, times.drain());
        } catch (WakeupException e) {
            commit(offsets);
        } catch (KafkaException e) {
            LOG.warnf("Offsets not committed, the inbox makes up for it: offsets=%s cause=%s", offsets, e);
        }
    }
}
