package dev.baton.migrator;

import static dev.baton.migrator.JarFiles.jar;
import static dev.baton.migrator.JarFiles.jarWithoutDirectories;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrateTest {

    private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();
    private static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        DATABASE.start();
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
        BROKER.close();
    }

    @Test
    @Order(1)
    void migratesSchemaAndTopicsOnce() throws Exception {
        assertThat(run(environment())).isZero();
        assertThat(out.toString()).contains("schema baton:", "schema orders:", "topics: created orders.placed.v1");
        assertThat(partitions("orders.placed.v1")).isEqualTo(8);
        assertThat(partitions("orders.placed.v1.dead-letter")).isEqualTo(1);

        out.reset();
        assertThat(run(environment())).isZero();
        assertThat(out.toString())
                .contains("schema baton: up to date", "schema orders: up to date", "topics: up to date");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void migratesAComponentInAJar(boolean withDirectories, @TempDir Path folder) throws Exception {
        String name = withDirectories ? "stock" : "supply";
        Map<String, String> files = Map.of(
                "db/%s/V1__first.sql".formatted(name),
                "create table %s (n int);".formatted(name),
                "db/%s/topics.txt".formatted(name),
                name + ".counted.v1 3");
        Path jar = folder.resolve("component.jar");
        URL url = (withDirectories ? jar(jar, files) : jarWithoutDirectories(jar, files))
                .toUri()
                .toURL();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url}, getClass().getClassLoader())) {
            assertThat(run(environment(), loader)).as(err::toString).isZero();
        }

        assertThat(out.toString()).contains("schema %s: migrated to version 1 (1 step)".formatted(name));
        assertThat(partitions(name + ".counted.v1")).isEqualTo(3);
        assertThat(columns(name)).isEqualTo(1);
    }

    @Test
    void leavesTopicsAloneWithoutABroker() {
        Map<String, String> environment = environment();
        environment.remove("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(run(environment)).isZero();
        assertThat(out.toString()).contains("KAFKA_BOOTSTRAP_SERVERS is not set");
    }

    @Test
    void saysThatNoDatabaseIsConfigured() {
        assertThat(run(Map.of())).isEqualTo(1);
        assertThat(oneError()).contains("No database: set QUARKUS_DATASOURCE_REACTIVE_URL");
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        Map<String, String> environment = environment();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + closedPort() + "/baton");
        assertThat(run(environment)).isEqualTo(1);
        assertThat(oneError()).contains("Cannot connect to the database jdbc:postgresql://127.0.0.1:");
    }

    @Test
    void saysThatThePasswordIsWrongAndDoesNotShowIt() {
        Map<String, String> environment = environment();
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "wr0ng");
        environment.put("BATON_MIGRATE_WAIT_SECONDS", "60");
        assertThat(run(environment)).isEqualTo(1);
        assertThat(oneError()).contains("password authentication failed").doesNotContain("wr0ng");
    }

    @Test
    void saysThatTheBrokerIsAway() throws Exception {
        Map<String, String> environment = environment();
        String address = "127.0.0.1:" + closedPort();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", address);
        assertThat(run(environment)).isEqualTo(1);
        assertThat(oneError()).contains("Kafka broker at " + address + " (KAFKA_BOOTSTRAP_SERVERS)");
    }

    @Test
    void saysThatTheBrokersAddressIsNone() {
        Map<String, String> environment = environment();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "nowhere");
        assertThat(run(environment)).isEqualTo(1);
        assertThat(oneError())
                .contains("at nowhere (KAFKA_BOOTSTRAP_SERVERS): Invalid url in bootstrap.servers: nowhere");
    }

    @Test
    void refusesAReplicationFactorThatIsNoNumber() {
        Map<String, String> environment = environment();
        environment.put("BATON_KAFKA_REPLICATION_FACTOR", "three");
        assertThat(run(environment)).isEqualTo(1);
        assertThat(oneError()).contains("BATON_KAFKA_REPLICATION_FACTOR must be a whole number but was 'three'");
    }

    @Test
    void takesLoginAndParametersFromAReactiveUrl() {
        Database database = Database.from(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "vertx-reactive:postgresql://ada:secret@db.example:5433/chat?sslmode=require,postgresql://other/chat"));
        assertThat(database)
                .isEqualTo(new Database("jdbc:postgresql://db.example:5433/chat?sslmode=require", "ada", "secret"));
    }

    private int run(Map<String, String> environment) {
        return run(environment, getClass().getClassLoader());
    }

    private int run(Map<String, String> environment, ClassLoader classLoader) {
        return new Migrate(environment, new PrintStream(out), new PrintStream(err), classLoader).run();
    }

    private String oneError() {
        assertThat(err.toString().lines()).hasSize(1);
        return err.toString();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", DATABASE.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", BROKER.bootstrapServers());
        environment.put("BATON_MIGRATE_WAIT_SECONDS", "1");
        return environment;
    }

    private static int columns(String table) throws Exception {
        try (Connection connection = DATABASE.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from information_schema.columns where table_name = ?")) {
            query.setString(1, table);
            ResultSet result = query.executeQuery();
            result.next();
            return result.getInt(1);
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return description.partitions().size();
        }
    }
}
