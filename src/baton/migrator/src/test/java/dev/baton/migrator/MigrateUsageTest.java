package dev.baton.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrateUsageTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void refusesArgumentsBeforeItDoesAnything() {
        Map<String, String> environment = Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "no URL");

        assertThat(new Migrate(
                                environment,
                                new PrintStream(out),
                                new PrintStream(err),
                                getClass().getClassLoader())
                        .run("--help"))
                .isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("usage: ./baton migrate")
                .contains(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "BATON_KAFKA_REPLICATION_FACTOR",
                        "BATON_MIGRATE_WAIT_SECONDS");
    }
}
