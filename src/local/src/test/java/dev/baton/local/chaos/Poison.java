package dev.baton.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records that no function can handle. Each is a dead letter of every function of its topic, and blocks nothing. */
enum Poison {
    NO_CLOUD_EVENT(false, Topics.POSTED, message -> record(Topics.POSTED, message, "no event")),
    TRUNCATED_ENVELOPE(false, Topics.POSTED, message -> {
        String whole = message.event().toString();
        ProducerRecord<String, byte[]> record = record(Topics.POSTED, message, whole.substring(0, whole.length() / 2));
        Topics.header(record, "datacontenttype", "application/cloudevents+json");
        return record;
    }),
    TRUNCATED_DATA(true, Topics.POSTED, message -> {
        String whole = message.event().path("data").toString();
        return with(message, whole.substring(0, whole.length() - 5));
    }),
    WRONG_TYPES(true, Topics.POSTED, message -> with(message, "{\"messageId\":{},\"room\":[1],\"text\":\"hi\"}")),
    INVALID(true, Topics.POSTED, message -> with(message, "{\"messageId\":\"\",\"room\":\"No Room\",\"text\":\"hi\"}")),
    NO_DATA(false, Topics.POSTED, message -> with(message, null)),
    NO_JSON(true, Topics.POSTED, message -> {
        ProducerRecord<String, byte[]> record = Topics.record(message);
        Topics.header(record, "datacontenttype", "text/plain");
        return record;
    }),
    NUL_IN_ID(false, Topics.POSTED, message -> {
        ProducerRecord<String, byte[]> record = Topics.record(message);
        Topics.header(record, "id", "nul-\0-" + message.id());
        return record;
    }),
    ENDLESS_ID(false, Topics.POSTED, message -> {
        ProducerRecord<String, byte[]> record = Topics.record(message);
        Topics.header(record, "id", message.id().repeat(200));
        return record;
    }),
    UNREADABLE_FOLLOW_UP(true, Topics.LOGGED, message -> {
        ProducerRecord<String, byte[]> record = record(Topics.LOGGED, message, "[]");
        Topics.record(message).headers().forEach(record.headers()::add);
        Topics.header(record, "type", Topics.LOGGED);
        return record;
    });

    /** The source of poison events, if they have a source. */
    static final String SOURCE = "/chaos/poison";

    private final boolean cloudEvent;
    private final String topic;
    private final Function<Message, ProducerRecord<String, byte[]>> maker;

    Poison(boolean cloudEvent, String topic, Function<Message, ProducerRecord<String, byte[]>> maker) {
        this.cloudEvent = cloudEvent;
        this.topic = topic;
        this.maker = maker;
    }

    String topic() {
        return topic;
    }

    /** Returns a spoiled record made from a message, which determines its key. */
    ProducerRecord<String, byte[]> spoil(Message message) {
        ProducerRecord<String, byte[]> record = maker.apply(message);
        return new ProducerRecord<>(
                record.topic(), null, System.currentTimeMillis(), record.key(), record.value(), record.headers());
    }

    /**
     * Returns the source and id of the dead letter; a record that is not a CloudEvent is named after its position,
     * time, and content. The time is not that of the broker's answer: when a producer sends a batch again that the
     * broker already has, the answer has the latest time of the batch for each of its records.
     */
    String identity(Message message, ProducerRecord<String, byte[]> record, RecordMetadata place) {
        return cloudEvent
                ? message.identity()
                : "/kafka/%s %s-%d@%d-%x-%08x"
                        .formatted(
                                topic, topic, place.partition(), place.offset(), record.timestamp(), checksum(record));
    }

    private static long checksum(ProducerRecord<String, byte[]> record) {
        CRC32C checksum = new CRC32C();
        record.headers().forEach(header -> {
            checksum.update(header.key().getBytes(UTF_8));
            checksum.update(header.value());
        });
        if (record.value() != null) {
            checksum.update(record.value());
        }
        return checksum.getValue();
    }

    private static ProducerRecord<String, byte[]> record(String topic, Message message, String value) {
        return new ProducerRecord<>(topic, message.room(), value.getBytes(UTF_8));
    }

    private static ProducerRecord<String, byte[]> with(Message message, String data) {
        ProducerRecord<String, byte[]> whole = Topics.record(message);
        return new ProducerRecord<>(
                whole.topic(), null, null, whole.key(), data == null ? null : data.getBytes(UTF_8), whole.headers());
    }
}
