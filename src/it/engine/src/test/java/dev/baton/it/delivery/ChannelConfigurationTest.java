package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The channel of a function, which is configured like any SmallRye channel, and by {@code kafka.*}. */
class ChannelConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES)
                    .addClasses(Broker.class, Polls.class, Customizer.class, Named.class))
            .overrideConfigKey("baton.namespace", "shop.eu")
            .overrideConfigKey("kafka.max.poll.records", "123")
            .overrideConfigKey("kafka.fetch.max.bytes", "2222222")
            .overrideConfigKey("kafka.auto.offset.reset", "latest")
            .overrideConfigKey("kafka.session.timeout.ms", "9000")
            .overrideConfigKey("mp.messaging.incoming.count-step.interceptor.classes", Polls.class.getName())
            .overrideConfigKey("mp.messaging.connector.smallrye-kafka.fetch.max.wait.ms", "321")
            .overrideConfigKey("mp.messaging.incoming.count-step.auto.offset.reset", "earliest")
            .overrideConfigKey("mp.messaging.incoming.see-later.client-id-prefix", "warehouse-")
            .overrideConfigKey("mp.messaging.incoming.see-later.group.id", "warehouse")
            .overrideConfigKey("mp.messaging.incoming.see-later.kafka-configuration", "slow")
            .overrideConfigKey("mp.messaging.incoming.spread.enabled", "false");

    /** An interceptor of the application. */
    public static class Polls implements ConsumerInterceptor<Object, Object> {

        static final AtomicInteger RECORDS = new AtomicInteger();

        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            RECORDS.addAndGet(records.count());
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configuration) {}
    }

    /** A customizer of the application. */
    @ApplicationScoped
    static class Customizer implements ClientCustomizer<Map<String, Object>> {

        @Override
        public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
            config.put("metadata.max.age.ms", channel.equals("count-step") ? "54321" : "65432");
            return config;
        }
    }

    /** A configuration of the application that channels refer to by its name. */
    static class Named {

        @Produces
        @Singleton
        @Identifier("slow")
        Map<String, Object> slow() {
            return Map.of("fetch.min.bytes", "777", "max.poll.records", "77");
        }
    }

    @Inject
    KafkaClientService clients;

    @Inject
    Pool pool;

    @Inject
    @Readiness
    Instance<HealthCheck> readiness;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void theChannelGoesBeforeTheConnectorAndThatBeforeKafkaSettingsAndThoseBeforeTheDefaults() {
        assertThat(configuration("count-step"))
                .containsEntry("group.id", "shop.eu.count-step")
                .containsEntry("client.id", "shop.eu.count-step")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("max.poll.records", "123")
                .containsEntry("fetch.max.bytes", "2222222")
                .containsEntry("max.partition.fetch.bytes", "1048576")
                .containsEntry("session.timeout.ms", "9000")
                .containsEntry("max.poll.interval.ms", "60000")
                .containsEntry("fetch.max.wait.ms", "321")
                .containsEntry("metadata.max.age.ms", "54321")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("reconnect.backoff.max.ms", "1000")
                .containsEntry("enable.auto.commit", "false");
    }

    @Test
    void aConfigurationByItsNameGoesBeforeKafkaSettings() {
        assertThat(configuration("see-later"))
                .containsEntry("group.id", "warehouse")
                .containsEntry("client.id", "warehouse-see-later")
                .containsEntry("auto.offset.reset", "latest")
                .containsEntry("fetch.min.bytes", "777")
                .containsEntry("max.poll.records", "77")
                .containsEntry("metadata.max.age.ms", "65432");
    }

    @Test
    void aDisabledChannelHasNoConsumer() {
        assertThat(clients.getConsumerChannels()).containsExactlyInAnyOrder("count-step", "see-later");
        await("the others consume")
                .atMost(Duration.ofSeconds(60))
                .until(() -> functions().getStatus() == Status.UP);
        assertThat(functions().getData().orElseThrow())
                .containsOnly(Map.entry("count-step", "consuming"), Map.entry("see-later", "consuming"));
    }

    private HealthCheckResponse functions() {
        return readiness.stream()
                .map(HealthCheck::call)
                .filter(response -> response.getName().equals("Baton functions"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> configuration(String channel) {
        return new HashMap<>(clients.getConsumer(channel).configuration());
    }

    @Test
    void anInterceptorOfTheApplicationSeesTheRecordsToo() {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        String name = UUID.randomUUID().toString();
        byte[] data = "{\"name\":\"%s\",\"number\":1}".formatted(name).getBytes(StandardCharsets.UTF_8);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(Broker.binary(
                    new ProducerRecord<>("counting.step.v1", name, data), name, "/test", "application/json"));

            broker.read("counting.counted.v1", name, 1);
        }
        assertThat(Polls.RECORDS).hasPositiveValue();
    }
}
