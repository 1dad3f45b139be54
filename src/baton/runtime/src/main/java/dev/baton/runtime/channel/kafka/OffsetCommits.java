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

/**
 * Commits how far the lanes of one consumer have come: regularly, and before a partition goes. For a partition whose
 * records are all handled it commits where the last poll ended, which is also after the markers of transactions and
 * after the records of aborted ones, so that the group's lag reaches 0. The consumer's own position is not safe to
 * commit: a poll that fails may already have moved it past records that nobody received.
 */
final class OffsetCommits {

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);

    private final KafkaConsumer<?, ?> channel;
    private final Map<TopicPartition, PartitionLane> lanes;
    private final Duration interval;
    private final BiConsumer<Duration, Runnable> timer;
    private volatile boolean stopped;
    private volatile boolean progress;

    /** @param lanes the partitions that the consumer has now */
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

    /** Commits regularly until {@link #stop}: each time after the answer to the commit before. */
    void start() {
        if (!stopped) {
            timer.accept(interval, this::commitRegularly);
        }
    }

    /** Returns whether the group knows of a record that the function has handled. */
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
        consumer.commitAsync(offsets, (asked, failure) -> {
            if (failure == null) {
                committed(offsets);
                start();
            } else {
                notCommitted(failure);
            }
        });
    }

    /** The group does not take offsets while it rebalances, for example. */
    private void notCommitted(Throwable failure) {
        LOG.debugf("Offsets not committed, they are tried again: cause=%s", failure);
        start();
    }

    /** Commits before partitions go. Runs on the polling thread. */
    void commitNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration longest) {
        Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted(partitions);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, longest);
            committed(offsets);
        } catch (WakeupException e) {
            commitNow(consumer, partitions, longest);
        } catch (KafkaException e) {
            LOG.warnf("Offsets not committed, the inbox makes up for it: offsets=%s cause=%s", offsets, e);
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
