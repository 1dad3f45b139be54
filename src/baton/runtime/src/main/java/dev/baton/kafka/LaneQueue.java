package dev.baton.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one partition that wait for their delivery, in order. Not thread-safe. */
final class LaneQueue {

    /** Large records make small micro-batches: each record is in memory several times while it is delivered. */
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();

    void add(List<ConsumerRecord<byte[], byte[]>> more) {
        records.addAll(more);
    }

    /** Takes the next records: at most this many, and no further one once they have 1 MiB. */
    List<ConsumerRecord<byte[], byte[]>> take(int most) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        long bytes = 0;
        while (!records.isEmpty() && taken.size() < most && bytes < BATCH_BYTES) {
            ConsumerRecord<byte[], byte[]> record = records.poll();
            bytes += bytes(record);
            taken.add(record);
        }
        return taken;
    }

    /** Puts records back to the front. */
    void putBack(List<ConsumerRecord<byte[], byte[]>> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            records.addFirst(taken.get(i));
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    void clear() {
        records.clear();
    }

    static long bytes(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
