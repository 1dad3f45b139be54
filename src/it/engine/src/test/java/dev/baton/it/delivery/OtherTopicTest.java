package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Functions that take their events from topics other than those of their types, while the cluster of one of them is
 * unavailable.
 */
class OtherTopicTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.create-topics", "false")
            .overrideConfigKey("mp.messaging.incoming.count-step.topic", "elsewhere.steps")
            .overrideConfigKey("mp.messaging.incoming.count-step.connector", "kafka")
            .overrideConfigKey("mp.messaging.incoming.spread.topic", "anywhere\\..*")
            .overrideConfigKey("mp.messaging.incoming.spread.pattern", "true")
            .overrideConfigKey("mp.messaging.incoming.see-later.default.api.timeout.ms", "1000")
            .overrideConfigKey("mp.messaging.incoming.see-later.request.timeout.ms", "500")
            .overrideConfigKey("mp.messaging.incoming.see-later.bootstrap.servers", "127.0.0.1:" + Port.free());

    @Inject
    Pool pool;

    @Inject
    @Readiness
    Instance<HealthCheck> readiness;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "mp.messaging.incoming.see-later.bootstrap.servers")
    String away;

    @Test
    void theChannelsTopicDecidesAndAClusterThatIsAwayKeepsOnlyItsOwnFunctionsWaiting() throws Exception {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        await("it waits for the topic that is configured").atMost(LONG).until(() -> status("count-step")
                .contains("[elsewhere.steps]"));
        await("a pattern may match nothing yet").atMost(LONG).until(() -> status("spread")
                .equals("consuming"));

        create("elsewhere.steps", "counting.counted.v1");
        String name = UUID.randomUUID().toString();
        byte[] data = "{\"name\":\"%s\",\"number\":7}".formatted(name).getBytes(StandardCharsets.UTF_8);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(Broker.binary(
                    new ProducerRecord<>("elsewhere.steps", name, data),
                    name,
                    "/test",
                    "counting.step.v1",
                    "application/json"));

            assertThat(broker.read("counting.counted.v1", name, 1))
                    .extracting(event -> event.get("total"))
                    .containsExactly(1);
        }
        assertThat(health("Baton channels")).as("fed only once").isEmpty();
        await("the problem names the cluster").atMost(LONG).until(() -> status("see-later")
                .contains("bootstrap.servers=" + away));
    }

    private String status(String function) {
        return health("Baton functions").get(function).toString();
    }

    private Map<String, Object> health(String check) {
        return readiness.stream()
                .map(HealthCheck::call)
                .filter(response -> response.getName().equals(check))
                .findFirst()
                .orElseThrow()
                .getData()
                .orElse(Map.of());
    }

    private void create(String... topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> wanted = Stream.of(topics)
                    .map(topic -> new NewTopic(topic, 1, (short) 1))
                    .toList();
            admin.createTopics(wanted).all().get();
        }
    }
}
