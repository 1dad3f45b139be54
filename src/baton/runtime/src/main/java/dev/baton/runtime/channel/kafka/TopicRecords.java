package dev.baton.runtime.channel.kafka;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.cloudevents.UnreadableEventException;
import dev.baton.runtime.journal.Hop.TopicRecord;
import dev.baton.runtime.journal.RecordData;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads single records for people who look at an event. Each has its own consumer, because that is rare. It reads from
 * the cluster of the channel with the replies.
 */
@Singleton
class TopicRecords implements RecordData {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChannelSettings channels;

    TopicRecords(ChannelSettings channels) {
        this.channels = channels;
    }

    @Override
    public Optional<byte[]> read(TopicRecord place, String id) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        try (Consumer<String, byte[]> consumer = open()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            return consumer.poll(PATIENCE).records(partition).stream()
                    .filter(record -> record.offset() == place.offset())
                    .findFirst()
                    .flatMap(record -> data(record, id));
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    private Consumer<String, byte[]> open() {
        channels.boundRecords();
        Map<String, Object> client = channels.incoming(BatonChannels.REPLIES);
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns nothing of another event: a topic that was deleted and created again has the same offsets. */
    private static Optional<byte[]> data(ConsumerRecord<String, byte[]> record, String id) {
        try {
            Event event = KafkaBinding.read(record.headers(), record.value());
            return event.getId().equals(id) ? Optional.of(event.data()) : Optional.empty();
        } catch (UnreadableEventException e) {
            return Optional.ofNullable(record.value());
        }
    }
}
