package dev.baton.runtime.channel.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the records of one partition that were polled and are not settled yet, and decides when the partition is
 * paused and resumed. Memory thus stays bounded whatever the database does: by the limit and what one poll may add to
 * it. Not thread-safe.
 */
final class LaneLoad {

    /** The consumer fetches up to {@code max.partition.fetch.bytes} of a partition at once, 1 MiB by default. */
    private static final long MANY_BYTES = 2 * 1024 * 1024;

    private final int batchSize;
    private int records;
    private long bytes;
    private boolean paused;

    LaneLoad(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Counts records that were polled; returns whether the partition has to be paused now. */
    boolean polled(List<? extends ConsumerRecord<?, ?>> polled) {
        records += polled.size();
        bytes += bytes(polled);
        if (paused || records < 2 * batchSize && bytes < MANY_BYTES) {
            return false;
        }
        paused = true;
        return true;
    }

    /** Counts records that are settled; returns whether the partition may be resumed. */
    boolean settled(List<? extends ConsumerRecord<?, ?>> settled) {
        records -= settled.size();
        bytes -= bytes(settled);
        return mayResume();
    }

    /** Returns whether the partition is to be resumed now: it was paused, and has room again. */
    boolean resume() {
        boolean resumed = mayResume();
        paused &= !resumed;
        return resumed;
    }

    /** Returns whether all records that were polled are settled. */
    boolean isIdle() {
        return records == 0;
    }

    private boolean mayResume() {
        return paused && records < batchSize && bytes < MANY_BYTES / 2;
    }

    private static long bytes(List<? extends ConsumerRecord<?, ?>> records) {
        long sum = 0;
        for (ConsumerRecord<?, ?> record : records) {
            sum += bytes(record);
        }
        return sum;
    }

    /** About how much memory a record takes. */
    static long bytes(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
