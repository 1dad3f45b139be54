package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.delivery.Lane.Setting;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The lanes of one Kafka consumer, one for each partition that the group has assigned to it. They split the polled
 * batches by partition, pause a partition that has many waiting records, and commit the offsets of handled records. A
 * partition that is revoked first finishes its running delivery. Methods whose names begin with "on" run on the
 * channel's polling thread.
 */
final class ChannelLanes {

    private static final Logger LOG = Logger.getLogger(ChannelLanes.class);

    /** How long an assignment waits for the offsets at which its partitions begin. */
    private static final Duration BEGINNINGS = Duration.ofSeconds(1);

    /**
     * The bounds of a consumer.
     *
     * @param drain how long a revoked partition waits for its delivery
     * @param commit how often offsets are committed
     * @param record the maximum size of a record of a compressed batch, in bytes
     * @param poll the maximum total size of such records in one poll, in bytes
     * @param waiting the maximum total size of the records that wait, in bytes, before their partitions are paused
     */
    record Bounds(Duration drain, Duration commit, int record, long poll, long waiting) {}

    private final Setting setting;
    private final Bounds bounds;
    private final KafkaConsumer<?, ?> channel;
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();
    private final OffsetCommits commits;
    private volatile boolean assigned;

    ChannelLanes(Setting setting, Bounds bounds, KafkaConsumer<?, ?> channel) {
        this.setting = setting;
        this.bounds = bounds;
        this.channel = channel;
        this.commits = new OffsetCommits(channel, lanes, bounds.commit(), setting.contexts()::runLater);
    }

    /** Returns whether the consumer has its place in the group, with or without partitions. */
    boolean assigned() {
        return assigned;
    }

    int partitions() {
        return lanes.size();
    }

    long paused() {
        return lanes.values().stream().filter(PartitionLane::paused).count();
    }

    /** Returns how many polled records are not settled. */
    long waiting() {
        return lanes.values().stream().mapToLong(PartitionLane::waiting).sum();
    }

    /** Returns the offsets up to which records are settled, of the partitions for which they are known. */
    Map<TopicPartition, Long> settled() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        lanes.forEach((partition, lane) -> {
            long offset = lane.settled();
            if (offset >= 0) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    void onAssigned(Collection<TopicPartition> partitions) {
        RecordLimit.onThisThread(bounds.record(), bounds.poll());
        long end = System.nanoTime() + BEGINNINGS.toNanos();
        for (TopicPartition partition : partitions) {
            PartitionLane lane = new PartitionLane(setting, partition, this::share, one -> resume(partition, one));
            beginning(partition, Duration.ofNanos(end - System.nanoTime())).ifPresent(lane::beginsAt);
            lanes.put(partition, lane);
        }
        if (!assigned) {
            assigned = true;
            commits.start();
        }
    }

    /** Returns how many bytes each partition may have waiting. */
    private long share() {
        return bounds.waiting() / Math.max(1, lanes.size());
    }

    /**
     * Returns the offset at which the consumer begins, if it is known in time. Thus a partition without events gets an
     * offset, too, at which the next process begins even with {@code auto.offset.reset=latest}. Only before the first
     * poll of the partition is it certain that the consumer's position is not beyond a record that was not received.
     */
    private OptionalLong beginning(TopicPartition partition, Duration longest) {
        try {
            return longest.isNegative()
                    ? OptionalLong.empty()
                    : OptionalLong.of(channel.unwrap().position(partition, longest));
        } catch (KafkaException | IllegalStateException e) {
            LOG.debugf("First offset not known: partition=%s cause=%s", partition, e);
            return OptionalLong.empty();
        }
    }

    /**
     * Drains the partitions and commits their offsets, so that their next consumer begins where the running deliveries
     * end.
     */
    void onRevoked(Collection<TopicPartition> partitions) {
        List<PartitionLane> closing =
                partitions.stream().map(lanes::get).filter(Objects::nonNull).toList();
        closing.forEach(PartitionLane::close);
        awaitDrained(closing);
        commits.commitNow(channel.unwrap(), partitions, bounds.drain());
        partitions.forEach(lanes::remove);
    }

    /** Returns the records of a poll without those that have to be read with a later one. */
    ConsumerRecords<byte[], byte[]> taken(ConsumerRecords<byte[], byte[]> polled) {
        return PolledRecords.taken(polled, channel::unwrap);
    }

    /** Counts the records of a poll before the channel receives them, and pauses the partitions that have enough. */
    void onPolled(ConsumerRecords<byte[], byte[]> records) {
        List<TopicPartition> full = new ArrayList<>();
        for (TopicPartition partition : polled(records)) {
            PartitionLane lane = lanes.get(partition);
            if (lane == null) {
                throw new IllegalStateException("records of a partition that is not assigned: partition=" + partition);
            }
            if (lane.polled(records.records(partition), next(records, partition))) {
                full.add(partition);
            }
        }
        if (!full.isEmpty()) {
            channel.unwrap().pause(full);
        }
        RecordLimit.nextPoll(
                lanes.values().stream().mapToLong(PartitionLane::bytes).sum());
    }

    /**
     * Returns the partitions of a poll, including those for which it returned only transaction markers or aborted
     * records.
     */
    private static Set<TopicPartition> polled(ConsumerRecords<?, ?> records) {
        Set<TopicPartition> polled = new HashSet<>(records.nextOffsets().keySet());
        polled.addAll(records.partitions());
        return polled;
    }

    /** Returns the offset of the next poll, even if an interceptor of the application leaves the next offsets out. */
    private static long next(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        OffsetAndMetadata next = records.nextOffsets().get(partition);
        if (next != null) {
            return next.offset();
        }
        List<ConsumerRecord<byte[], byte[]>> last = records.records(partition);
        return last.get(last.size() - 1).offset() + 1;
    }

    /** Returns whether the group has the offset of a record that the function has handled. */
    boolean progress() {
        return commits.progress();
    }

    /** Passes a polled batch to the lanes. */
    void deliver(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            PartitionLane lane = lanes.get(partition);
            if (lane != null) {
                lane.add(records.records(partition));
            }
        }
    }

    /** Starts no further delivery. */
    void close() {
        assigned = false;
        commits.stop();
        lanes.values().forEach(PartitionLane::close);
    }

    /** Waits for the running deliveries after {@link #close}. */
    void awaitDrained() {
        awaitDrained(lanes.values());
    }

    private void awaitDrained(Collection<PartitionLane> closing) {
        long end = System.nanoTime() + bounds.drain().toNanos();
        try {
            for (PartitionLane lane : closing) {
                if (!lane.awaitDrained(Duration.ofNanos(end - System.nanoTime()))) {
                    LOG.warnf(
                            "A delivery is still running while its partition is released: partition=%s"
                                    + " drainTimeoutMs=%d",
                            lane, bounds.drain().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resumes a partition. A consumer that waits for records of other partitions is woken up for this. */
    private void resume(TopicPartition partition, PartitionLane lane) {
        channel.runOnPollingThread(consumer -> {
                    resumeNow(consumer, partition, lane);
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("Not resumed: partition=%s cause=%s", partition, failure));
        Consumer<?, ?> running = channel.unwrap();
        if (running != null) {
            running.wakeup();
        }
    }

    private void resumeNow(Consumer<?, ?> consumer, TopicPartition partition, PartitionLane lane) {
        if (lanes.get(partition) == lane && lane.resume()) {
            consumer.resume(List.of(partition));
        }
    }
}
