package dev.baton.runtime.channel.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the polled records of one partition that are not settled yet, and decides when the partition is paused and
 * resumed. Whatever the database does, memory stays bounded by the limit plus the records that one poll may add. Not
 * thread-safe.
 */
final class LaneLoad {

    /**
     * The number of bytes at which a partition is paused. By default, the consumer fetches up to 1 MiB of a partition
     * at once ({@code max.partition.fetch.bytes}).
     */
    private static final long MANY_BYTES = 2 * 1024 * 1024;

    private final int batchSize;
    private int records;
    private long bytes;
    private boolean paused;

    LaneLoad(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Counts polled records, and returns whether the partition must be paused now. */
    boolean polled(List<? extends ConsumerRecord<?, ?>> polled) {
        records += polled.size();
        bytes += bytes(polled);
        if (paused || records < 2 * batchSize && bytes < MANY_BYTES) {
            return false;
        }
        paused = true;
        return true;
    }

    /** Counts settled records, and returns whether the partition may be resumed. */
    boolean settled(List<? extends ConsumerRecord<?, ?>> settled) {
        records -= settled.size();
        bytes -= bytes(settled);
        return mayResume();
    }

    /** Returns whether the partition must be resumed now because it was paused and has room again. */
    boolean resume() {
        boolean resumed = mayResume();
        paused &= !resumed;
        return resumed;
    }

    /** Returns how many bytes the records have that are not settled. */
    long bytes() {
        return bytes;
    }

    /** Returns whether all polled records are settled. */
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

    /** Returns approximately how much memory a record takes, in bytes. */
    static long bytes(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
