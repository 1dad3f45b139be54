package dev.baton.chat.gateway.live;

import static dev.baton.chat.gateway.Backend.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.chat.gateway.Backend;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The reader of live topics, with a real broker. */
@QuarkusTest
class LiveTopicsOfBrokerTest {

    @Inject
    Backend backend;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void partitionsAreBegunAndAddedWithoutAWarningOfTheClient() throws Exception {
        Logger client = Logger.getLogger("org.apache.kafka.clients.consumer");
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        Queue<String> read = new ConcurrentLinkedQueue<>();
        Handler handler = collect(warnings);
        String first = "live-" + UUID.randomUUID();
        String second = "live-" + UUID.randomUUID();
        client.addHandler(handler);
        try (Admin admin = Admin.create(kafka);
                LiveTopics topics = new LiveTopics(
                        () -> kafka, List.of(first, second), Clock.systemUTC(), record -> read.add(record.topic()))) {
            create(admin, first);
            topics.start();
            backend.garbage(first);
            await().atMost(PATIENCE).until(() -> read.contains(first));

            create(admin, second);
            backend.garbage(second);
            await().atMost(PATIENCE).until(() -> read.contains(second));
        } finally {
            client.removeHandler(handler);
        }

        assertThat(warnings).isEmpty();
        assertThat(read).containsExactly(first, second);
    }

    private static void create(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }

    private static Handler collect(Queue<String> warnings) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(record.getLoggerName() + " " + record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
