package dev.baton.deployment.delivery;

import dev.baton.deployment.Tables;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the consumer group of {@link Counting}'s function, as the broker sees it. */
abstract class GroupTest extends CountingTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "mp.messaging.incoming.count-step.group.id")
    String group;

    Admin admin;

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    long handled() {
        return Tables.number(pool, "select count(*) from baton_inbox where source = $1", source.toString());
    }
}
