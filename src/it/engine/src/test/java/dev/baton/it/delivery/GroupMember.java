package dev.baton.it.delivery;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A member of a function's consumer group next to the application. It takes part only while it polls, and settles
 * nothing.
 */
final class GroupMember implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;

    GroupMember(String bootstrapServers, String group, String topic) {
        this(
                bootstrapServers,
                group,
                topic,
                Map.of("partition.assignment.strategy", CooperativeStickyAssignor.class.getName()));
    }

    GroupMember(String bootstrapServers, String group, String topic, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("group.id", group);
        all.put("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(Set.of(topic));
    }

    /** Returns the offset at which it begins in this partition, which it owns. */
    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Takes part in the group for a while. */
    void poll(int times) {
        for (int i = 0; i < times; i++) {
            consumer.poll(Duration.ofMillis(100));
        }
    }

    Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    void pollUntil(String reason, Callable<Boolean> reached) {
        await(reason).pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return reached.call();
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
