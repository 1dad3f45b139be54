package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.HeapShare;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much memory a consumer may take. Kafka's own defaults, 1 MiB of each partition and 50 MiB in total, are more than
 * the heap of a small process, and a consumer keeps what it has fetched while a partition is paused. The defaults
 * therefore follow the heap, which the functions of a process share. In a large heap they are Kafka's.
 */
@Singleton
class ConsumerMemory {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private static final HeapShare FETCHED_OF_A_PARTITION = new HeapShare(512, 64 * KIB, MIB);
    private static final HeapShare FETCHED = new HeapShare(32, MIB, 50 * MIB);
    private static final HeapShare POLLED_RECORDS = new HeapShare(128 * KIB, 100, 2_000);
    private static final HeapShare WAITING = new HeapShare(16, MIB, Long.MAX_VALUE);
    private static final HeapShare UNPACKED = new HeapShare(8, 1, 64 * MIB);

    private final int consumers;
    private final int maxRecordSize;

    ConsumerMemory(BatonModel model, BatonConfig config) {
        this.consumers = Math.max(1, model.functions().size());
        this.maxRecordSize = (int) config.kafka().maxRecordSize().asLongValue();
    }

    /**
     * Returns the defaults for what one consumer fetches and polls at once. A record that is larger than the sizes is
     * fetched nevertheless.
     */
    Map<String, String> fetchSizes() {
        return Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Long.toString(FETCHED_OF_A_PARTITION.here(consumers)),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Long.toString(FETCHED.here(consumers)),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Long.toString(POLLED_RECORDS.here(consumers)));
    }

    /** Returns how many bytes the polled records of all partitions of one consumer may have that wait. */
    long waiting() {
        return WAITING.here(consumers);
    }

    /** Returns how many bytes a record of a compressed batch may have. */
    int maxRecordSize() {
        return maxRecordSize;
    }

    /** Returns how many bytes the records of compressed batches may have that one poll returns. */
    long unpacked() {
        return UNPACKED.here();
    }
}
