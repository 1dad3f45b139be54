package dev.baton.it.crash;

import dev.baton.it.crash.Boundary.Moment;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Passes the results that a consumer gets from the broker through {@link Calls}: polled records and committed offsets.
 * One setting names the interceptors of all Kafka clients, so this class also has to be an interceptor of producers,
 * for which there is {@link WatchedSink}.
 */
public class WatchedConsumer implements ConsumerInterceptor<String, byte[]>, ProducerInterceptor<String, byte[]> {

    private String group;

    @Override
    public void configure(Map<String, ?> settings) {
        group = String.valueOf(settings.get("group.id"));
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        Calls.breaks("poll by " + group, Moment.AFTER);
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Calls.breaks("offset commit by " + group, Moment.AFTER);
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

    @Override
    public void close() {}
}
