package dev.baton.runtime.channel.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The records of a poll without those that {@link RecordLimit} leaves for a later one. */
final class PolledRecords {

    private PolledRecords() {}

    /** Returns the records up to the first that is read later, and lets the consumer continue there. */
    static ConsumerRecords<byte[], byte[]> taken(
            ConsumerRecords<byte[], byte[]> polled, Supplier<? extends Consumer<?, ?>> consumer) {
        if (!RecordLimit.isCutOff()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> taken = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            int end = firstLater(records);
            if (end < records.size()) {
                long offset = records.get(end).offset();
                consumer.get().seek(partition, offset);
                next.put(partition, new OffsetAndMetadata(offset));
            }
            if (end > 0) {
                taken.put(partition, records.subList(0, end));
            }
        }
        return new ConsumerRecords<>(taken, next);
    }

    private static int firstLater(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (StandIn.sizeOf(StandIn.LATER, record.headers(), record.value()).isPresent()) {
                return i;
            }
        }
        return records.size();
    }
}
