package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The check of a result. A rate counts only if every event was logged once, and {@code seq} of each room starts at 1,
 * has no gaps and is in order.
 */
final class Check {

    private Check() {}

    /** Checks that each of the given number of messages is in the history once. */
    static void history(Services services, long events) throws Exception {
        long distinct = services.number("select count(distinct message_id) from chat_message");
        long rows = services.number("select count(*) from chat_message");
        require(
                distinct == events && rows == events,
                "the history has " + rows + " rows of " + distinct + " messages, where " + events + " are due");
    }

    /** Checks that the topic has each of the given number of events once, and the events of a room in order. */
    static void publishedInOrder(Services services, Map<TopicPartition, Long> from, int events) throws Exception {
        Map<String, Long> last = new HashMap<>();
        try (var consumer = services.reader(from)) {
            int read = 0;
            while (read < events) {
                for (ConsumerRecord<String, byte[]> event : consumer.poll(Duration.ofSeconds(10))) {
                    JsonNode logged = HandWritten.JSON.readTree(event.value());
                    String room = logged.get("room").asText();
                    long seq = logged.get("seq").asLong();
                    require(
                            last.merge(room, 1L, Long::sum) == seq,
                            "room " + room + " has seq " + seq + " where " + last.get(room) + " is due");
                    read++;
                }
            }
        }
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new IllegalStateException("the run does not count: " + problem);
        }
    }
}
