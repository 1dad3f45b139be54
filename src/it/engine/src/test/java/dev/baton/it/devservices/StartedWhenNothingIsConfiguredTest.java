package dev.baton.it.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartedWhenNothingIsConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withApplicationRoot(jar -> jar.addClass(Running.class)
                    .addAsResource(new StringAsset("create table my_table (n int);"), "db/mine/V1__mine.sql"))
            .overrideConfigKey("baton.schema.mine", "1")
            .overrideConfigKey("baton.devservices.directory", "target/never-in-tests");

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void theBrokerTakesConnections() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            assertThat(admin.describeCluster().nodes().get(10, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void theDatabaseHasTheTablesOfEachComponent() {
        List<String> tables = pool
                .query("select table_name from information_schema.tables where table_schema = 'public'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .stream()
                .map((Row row) -> row.getString(0))
                .toList();
        assertThat(tables).contains("baton_inbox", "baton_outbox", "my_table");
    }

    @Test
    void bothAreKnownToQuarkus() {
        assertThat(Running.ofBaton()).containsExactlyInAnyOrder("Kafka broker, embedded", "PostgreSQL, embedded");
    }
}
