package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class EmbeddedBrokerTest {

    private static final String TOPIC = "chat.test.v1";

    @Test
    void keepsRecordsAndGroupOffsetsAcrossARestart() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            createTopic(broker);
            send(broker, "one", "two");
            assertThat(receive(broker, 2)).containsExactly("one", "two");
            String address = broker.bootstrapServers();

            broker.stop();
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            send(broker, "three");
            assertThat(receive(broker, 1)).containsExactly("three");
        }
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void takesRecordsInEveryCompression(CompressionType compression) throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer =
                    producer(broker, Map.of("compression.type", compression.name))) {
                producer.send(new ProducerRecord<>(TOPIC, "key", compression.name))
                        .get(60, TimeUnit.SECONDS);
            }
            assertThat(receive(broker, 1)).containsExactly(compression.name);
        }
    }

    @Test
    void takesTransactions() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker, Map.of("transactional.id", "test"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "committed"));
                producer.commitTransaction();
            }
            assertThat(receive(broker, 1)).containsExactly("committed");
        }
    }

    @Test
    void createsNoTopicByUse() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaConsumer<String, String> consumer = consumer(broker)) {
            assertThat(consumer.listTopics()).isEmpty();
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void keepsAGivenDirectoryForTheNextBroker(@TempDir Path directory) throws Exception {
        Placement placement = Placement.temporary().keptIn(directory.resolve("broker"));
        try (EmbeddedBroker broker = new EmbeddedBroker(placement, Map.of()).start()) {
            createTopic(broker);
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(placement, Map.of()).start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains(TOPIC);
        }
    }

    @Test
    void freesItsPortAndRemovesItsTemporaryDataWhenClosed() throws Exception {
        int port;
        Path data;
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            port = broker.port();
            data = broker.data();
            assertThat(data).isNotEmptyDirectory();
        }
        assertThat(Port.claim("broker", port)).isEqualTo(port);
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Port.HOST, 0));
            EmbeddedBroker broker = new EmbeddedBroker(Placement.temporary().onPort(taken.getLocalPort()), Map.of());
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedException.class)
                    .hasNoCause()
                    .hasMessageContaining("embedded broker cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedBroker broker, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker, Map.of("acks", "all"))) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
            }
        }
    }

    private static List<String> receive(EmbeddedBroker broker, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(broker)) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < count) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
                    values.add(each.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedBroker broker) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "test",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
