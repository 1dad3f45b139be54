package dev.baton.triggers.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The progress of a Trigger in each partition. All events before the offset are done; some after it may be done, too.
 * Thread-safe.
 */
final class Progress {

    private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private int size;

    synchronized void begun(TopicPartition partition, long offset) {
        open.computeIfAbsent(partition, any -> new TreeSet<>()).add(offset);
        next.put(partition, offset + 1);
        size++;
    }

    synchronized void done(TopicPartition partition, long offset) {
        TreeSet<Long> undone = open.get(partition);
        if (undone != null && undone.remove(offset)) {
            size--;
        }
    }

    /** Returns the number of events in progress. */
    synchronized int size() {
        return size;
    }

    /** Returns the offsets to continue from after a restart, if they have changed since the last call. */
    synchronized Map<TopicPartition, OffsetAndMetadata> toCommit() {
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        next.forEach((partition, following) -> {
            TreeSet<Long> undone = open.get(partition);
            long offset = undone == null || undone.isEmpty() ? following : undone.first();
            if (!Long.valueOf(offset).equals(committed.put(partition, offset))) {
                changed.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return changed;
    }

    /**
     * Records that the last offsets were not committed, so that the next {@link #toCommit} returns all offsets again.
     */
    synchronized void notCommitted() {
        committed.clear();
    }
}
