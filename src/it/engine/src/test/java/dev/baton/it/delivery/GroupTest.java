package dev.baton.it.delivery;

import dev.baton.it.Tables;
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

    private long countedBefore;

    @BeforeEach
    void connect() {
        countedBefore = counted();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    /** Returns how many steps took effect, each of the number 1. */
    long handled() {
        return counted() - countedBefore;
    }

    private long counted() {
        return Tables.number(pool, "select coalesce(sum(total), 0)::bigint from counting_total");
    }
}
