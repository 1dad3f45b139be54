package dev.baton.kafka;

import dev.baton.delivery.Lane.Setting;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The lanes of one Kafka consumer, a lane for each partition that the group has given it: splits the polled batches by
 * partition, pauses a partition that has many records waiting, and commits the offsets of the records that are handled.
 * A partition that is taken away first finishes its running delivery. Methods whose names begin with "on" run on the
 * channel's polling thread.
 */
final class ChannelLanes {

    private static final Logger LOG = Logger.getLogger(ChannelLanes.class);

    /** How long a partition that goes waits for its delivery, and how often offsets are committed. */
    record Times(Duration drain, Duration commit) {}

    private final Setting setting;
    private final Times times;
    private final KafkaConsumer<?, ?> channel;
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();
    private final OffsetCommits commits;
    private volatile boolean assigned;

    ChannelLanes(Setting setting, Times times, KafkaConsumer<?, ?> channel) {
        this.setting = setting;
        this.times = times;
        this.channel = channel;
        this.commits = new OffsetCommits(channel, lanes, times.commit(), setting.contexts()::runLater);
    }

    /** Returns whether the group has given the consumer its place, with or without partitions. */
    boolean assigned() {
        return assigned;
    }

    void onAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            lanes.put(partition, new PartitionLane(setting, partition, lane -> resume(partition, lane)));
        }
        if (!assigned) {
            assigned = true;
            commits.start();
        }
    }

    /** The consumer that gets these partitions begins where the deliveries that run now end. */
    void onRevoked(Collection<TopicPartition> partitions) {
        List<PartitionLane> closing =
                partitions.stream().map(lanes::get).filter(Objects::nonNull).toList();
        closing.forEach(PartitionLane::close);
        awaitDrained(closing);
        commits.commitNow(channel.unwrap(), partitions, times.drain());
        partitions.forEach(lanes::remove);
    }

    /** Counts the records of a poll before the channel gets them, and pauses the partitions that have enough. */
    void onPolled(ConsumerRecords<byte[], byte[]> records) {
        List<TopicPartition> full = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            PartitionLane lane = lanes.get(partition);
            if (lane != null && lane.polled(records.records(partition))) {
                full.add(partition);
            }
        }
        if (!full.isEmpty()) {
            channel.unwrap().pause(full);
        }
    }

    /** Hands a polled batch to the lanes. */
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

    /** Waits, after {@link #close}, for the deliveries that run. */
    void awaitDrained() {
        awaitDrained(lanes.values());
    }

    private void awaitDrained(Collection<PartitionLane> closing) {
        long end = System.nanoTime() + times.drain().toNanos();
        try {
            for (PartitionLane lane : closing) {
                if (!lane.awaitDrained(Duration.ofNanos(end - System.nanoTime()))) {
                    LOG.warnf(
                            "A delivery still runs while its partition goes: partition=%s drainTimeout=%s",
                            lane, times.drain());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A consumer that waits for records of other partitions is woken up for it. */
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
