package dev.baton.runtime.channel.kafka;

import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits the offsets that the lanes of one consumer have reached, regularly and before a partition is revoked. For a
 * partition whose records are all handled, it commits the offset at which the last poll ended. That offset is also
 * after transaction markers and aborted records, so the group's lag reaches 0. The consumer's own position is not safe
 * to commit, because a failed poll may already have moved it past records that nobody received.
 */
final class OffsetCommits {

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);

    private final KafkaConsumer<?, ?> channel;
    private final Map<TopicPartition, PartitionLane> lanes;
    private final Duration interval;
    private final BiConsumer<Duration, Runnable> timer;
    private volatile boolean stopped;
    private volatile boolean progress;

    /** @param lanes the partitions that are now assigned to the consumer */
    OffsetCommits(
            KafkaConsumer<?, ?> channel,
            Map<TopicPartition, PartitionLane> lanes,
            Duration interval,
            BiConsumer<Duration, Runnable> timer) {
        this.channel = channel;
        this.lanes = lanes;
        this.interval = interval;
        this.timer = timer;
    }

    /** Commits regularly until {@link #stop}. Each commit waits for the response to the previous one. */
    void start() {
        if (!stopped) {
            timer.accept(interval, this::commitRegularly);
        }
    }

    /** Returns whether the group has the offset of a record that the function has handled. */
    boolean progress() {
        return progress;
    }

    void stop() {
        stopped = true;
    }

    private void commitRegularly() {
        if (!stopped) {
            channel.runOnPollingThread(this::commit).subscribe().with(done -> {}, this::notCommitted);
        }
    }

    private void commit(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(lanes.keySet());
        if (offsets.isEmpty()) {
            start();
            return;
        }
        consumer.commitAsync(offsets, (asked, failure) -> answered(offsets, failure));
    }

    /** Schedules the next commit whatever the answer does, because nothing else would. */
    private void answered(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        try {
            if (failure == null) {
                committed(offsets);
            } else {
                LOG.debugf("Offsets not committed; the commit is retried: cause=%s", failure);
            }
        } finally {
            start();
        }
    }

    /** Schedules another commit. For example, the group does not accept offsets while it rebalances. */
    private void notCommitted(Throwable failure) {
        LOG.debugf("Offsets not committed; the commit is retried: cause=%s", failure);
        start();
    }

    /** Commits the offsets of partitions before they are revoked. Runs on the polling thread. */
    void commitNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(partitions);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, longest);
            committed(offsets);
        } catch (WakeupException e) {
            commitNow(consumer, partitions, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (KafkaException e) {
            LOG.warnf(
                    "Offsets not committed; the inbox recognises events that are delivered again: offsets=%s cause=%s",
                    offsets, e);
        }
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> lanes.computeIfPresent(partition, (same, lane) -> {
            progress |= lane.committed(offset.offset());
            return lane;
        }));
    }

    private Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionLane lane = lanes.get(partition);
            if (lane != null) {
                long offset = lane.uncommitted();
                if (offset >= 0) {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                }
            }
        }
        return offsets;
    }
}
