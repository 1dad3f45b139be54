package dev.baton.triggers.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a Trigger has come in each partition: all before its offset is done, whatever is done beyond it. Safe for several threads. */
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
        if (open.get(partition).remove(offset)) {
            size--;
        }
    }

    /** How many are not done. */
    synchronized int size() {
        return size;
    }

    /** The offsets to go on from after a restart, where they changed since this was last asked. */
    synchronized Map<TopicPartition, OffsetAndMetadata> toCommit() {
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        next.keySet().forEach(partition -> {
            TreeSet<Long> undone = open.get(partition);
            long offset = undone.isEmpty() ? next.get(partition) : undone.first();
            if (!Long.valueOf(offset).equals(committed.put(partition, offset))) {
                changed.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return changed;
    }

    /** They were not committed after all: they are changed until they are. */
    synchronized void notCommitted() {
        committed.clear();
    }
}
