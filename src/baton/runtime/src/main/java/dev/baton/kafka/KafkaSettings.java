package dev.baton.kafka;

import dev.baton.routing.BatonModel;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The settings of Baton's Kafka clients: {@code kafka.*} of the application, and over them what the guarantees rest on. */
@Singleton
class KafkaSettings {

    private final Map<String, Object> common;
    private final String namespace;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> common, BatonModel model) {
        this.common = common;
        this.namespace = model.namespace();
    }

    /** Whether a broker is configured. */
    boolean present() {
        return common.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) instanceof String servers && !servers.isBlank();
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "baton-" + namespace + ".admin");
        return settings;
    }

    Map<String, Object> consumer(String function) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, namespace + "." + function);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "baton-" + namespace + "." + function);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        // How long the partitions of a killed process stay its own. Kafka's default is 45 s.
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    /** Without a group: each process reads everything. */
    Map<String, Object> replies() {
        Map<String, Object> settings = consumer("replies");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A position that is gone was behind, not ahead: the oldest record there is comes next.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // How long a partition that is new may stay unseen. Kafka's default is 5 min.
        settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return settings;
    }

    Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "baton-" + namespace + ".relay");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // An event that was sent is tried until the broker has it: given up, it could arrive behind a later one of its
        // key.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // A broker before KAFKA-15591 takes any first request of a producer on a partition. Refused while the leader is
        // being made, the one before it could then never arrive: out of sequence, tried for ever, its key held up.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        // Gathers a round of the relay into few requests; the end of the round sends at once what is left.
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        return settings;
    }
}
