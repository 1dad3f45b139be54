package dev.baton.it.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventPublisher;
import dev.baton.KafkaChannels;
import dev.baton.NewEvent;
import dev.baton.it.channel.Asking.Answered;
import dev.baton.it.delivery.Broker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import javax.management.ObjectName;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Baton's own channels, which are configured like any SmallRye channel. */
class OutboxChannelTest {

    private static final String OUTBOX = "mp.messaging.outgoing.baton-outbox.";
    private static final String REPLIES = "mp.messaging.incoming.baton-replies.";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Asking.CLASSES).addClasses(Broker.class, Customizing.class))
            .overrideConfigKey(OUTBOX + "client-id-prefix", "of-the-channel-")
            .overrideConfigKey(REPLIES + "kafka-configuration", "shared")
            .overrideConfigKey(REPLIES + "fetch.max.wait.ms", "123")
            .overrideConfigKey("mp.messaging.connector.smallrye-kafka.fetch.min.bytes", "2")
            .overrideConfigKey("kafka.max.poll.records", "77")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.smallrye.reactive.messaging"))
            .assertLogRecords(warnings -> assertThat(warnings).isEmpty());

    static class Customizing {
        @Produces
        @Singleton
        @Identifier("shared")
        Map<String, Object> shared() {
            return Map.of("metadata.max.age.ms", 4567);
        }

        @Produces
        @Singleton
        ClientCustomizer<Map<String, Object>> rack() {
            return new ClientCustomizer<>() {
                @Override
                public Map<String, Object> customize(String channel, Config config, Map<String, Object> settings) {
                    settings.put("client.rack", "rack-of-" + channel);
                    return settings;
                }
            };
        }
    }

    @Inject
    KafkaChannels channels;

    @Inject
    KafkaClientService clients;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "quarkus.application.name")
    String application;

    @Test
    void theReaderOfRepliesIsConfiguredFromEverywhereAndAppliesItsDefaultsToTheRest() {
        assertThat(channels.incoming("baton-replies"))
                .containsEntry("bootstrap.servers", bootstrapServers)
                .containsEntry("client.id", application + ".baton-replies")
                .containsEntry("client.rack", "rack-of-baton-replies")
                .containsEntry("fetch.max.wait.ms", "123")
                .containsEntry("fetch.min.bytes", "2")
                .containsEntry("max.poll.records", "77")
                .containsEntry("metadata.max.age.ms", "4567")
                .containsEntry("reconnect.backoff.max.ms", "1000")
                .doesNotContainKeys("group.id", "connector");
    }

    @Test
    void theOutboxIsAChannelOfTheConnectorAndItsProducerHasThePrefixOfTheChannel() throws Exception {
        assertThat(clients.getProducerChannels()).containsExactly("baton-outbox");
        assertThat(clients.getConsumerChannels()).doesNotContain("baton-replies");
        String key = UUID.randomUUID().toString();

        publisher
                .publish(NewEvent.of(new Answered(key, 1), key, URI.create("/outbox-channel-test"), Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(30));

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.ids(Asking.ANSWERED, key, 1)).containsExactly(key);
        }
        ObjectName producer =
                new ObjectName("kafka.producer:type=app-info,id=of-the-channel-" + application + ".baton-outbox");
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(producer))
                .isTrue();
    }
}
