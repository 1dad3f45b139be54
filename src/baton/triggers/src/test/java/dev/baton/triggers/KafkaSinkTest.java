package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cloudevents.KafkaBinding;
import dev.baton.triggers.manifest.KafkaSink;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {

    private final Scene scene = new Scene();
    private final String topic = "sink-" + UUID.randomUUID();

    @AfterEach
    void end() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsSentToASinkIsARecordOfItsTopic(boolean structured) {
        scene.start(List.of(new KafkaSink("letters", topic, 1, structured)));
        URI sink = scene.broker().ingress().resolve("/sinks/letters");

        assertThat(Producer.exchange(HttpRequest.newBuilder(sink)
                                .headers(Producer.binary("a", "1", "ce-partitionkey", "k"))
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(202);

        ConsumerRecord<String, byte[]> record = records().get(0);
        CloudEvent event = KafkaBinding.read(record.headers(), record.value());
        assertThat(record.key()).isEqualTo("k");
        assertThat(KafkaBinding.isStructured(record.headers())).isEqualTo(structured);
        assertThat(event.getId()).isEqualTo("1");
        assertThat(event.getExtensionNames()).containsExactly("partitionkey");
        assertThat(event.getData().toBytes()).asString().isEqualTo("{}");
    }

    @Test
    void aSinkThatIsNotThereIsNotFound() {
        scene.start(List.of(new KafkaSink("letters", topic, 1, false)));
        URI other = scene.broker().ingress().resolve("/sinks/other");

        assertThat(Producer.exchange(HttpRequest.newBuilder(other)
                                .headers(Producer.binary("a", "1"))
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                scene.settings().bootstrapServers(),
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return !records.isEmpty();
            });
            return records;
        }
    }
}
