package dev.baton.runtime.channel.kafka;

import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the polled records of one partition that are not settled yet, and decides when the partition is paused and
 * resumed. Whatever the database does, memory stays bounded by the limit plus the records that one poll may add. Not
 * thread-safe.
 */
final class LaneLoad {

    /**
     * The number of bytes at which a partition is paused, unless its share is less. By default, the consumer fetches up
     * to 1 MiB of a partition at once ({@code max.partition.fetch.bytes}).
     */
    private static final long MANY_BYTES = 2 * 1024 * 1024;

    /** About as much memory as the headers of an event and the objects of a record take. */
    private static final int HEADERS = 1024;

    private final int batchSize;
    private final LongSupplier share;
    private int records;
    private long bytes;
    private boolean paused;

    /** @param share returns how many bytes the partition may have, which depends on the number of partitions */
    LaneLoad(int batchSize, LongSupplier share) {
        this.batchSize = batchSize;
        this.share = share;
    }

    /** Counts polled records, and returns whether the partition must be paused now. */
    boolean polled(List<? extends ConsumerRecord<?, ?>> polled) {
        records += polled.size();
        bytes += bytes(polled);
        if (paused || records < 2 * batchSize && bytes < manyBytes()) {
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

    /** Returns how many records are not settled. */
    int records() {
        return records;
    }

    boolean paused() {
        return paused;
    }

    /** Returns whether all polled records are settled. */
    boolean isIdle() {
        return records == 0;
    }

    private boolean mayResume() {
        return paused && records < batchSize && bytes < manyBytes() / 2;
    }

    private long manyBytes() {
        return Math.min(MANY_BYTES, share.getAsLong());
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
        return HEADERS + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
