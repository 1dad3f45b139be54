package dev.baton.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Port;
import dev.baton.migrator.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay as a process of its own publishes what processes that are gone left in the outbox. */
class RelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVENTS = 100;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private EmbeddedDatabase database;
    private HttpServer sink;

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        if (sink != null) {
            sink.stop(0);
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void whatOthersLeftBehindArrivesInOrderThoughARelayIsKilled() throws Exception {
        givenADatabaseWithEvents();
        givenASink();
        Process first = relay(Port.free());
        await().atMost(PATIENCE).until(() -> arrived.size() > EVENTS / 4);
        first.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        int port = Port.free();
        relay(port);

        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(List.copyOf(new java.util.LinkedHashSet<>(arrived)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EVENTS)
                        .mapToObj(i -> "event-" + i)
                        .toList());
        await().atMost(PATIENCE).until(() -> isReady(port));
    }

    @Test
    void dueEventsOfAFunctionAtZeroArePostedToItsAddress() throws Exception {
        givenADatabaseWithEvents();
        givenASink();
        execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
                select namespace, 'ship-order', 'order', '/shop', namespace, json_build_object('specversion', '1.0',
                    'id', namespace, 'source', '/shop', 'type', 'shop.ordered.v1')::text, '{}', 'test', 1, now()
                from unnest(array['shop', 'another']) as n (namespace)""");

        int port = Port.free();
        relay(
                port,
                Map.of(
                        "BATON_FUNCTIONS__SHIP_ORDER__URL",
                        "http://127.0.0.1:" + sink.getAddress().getPort(),
                        "BATON_RELAY_NAMESPACE",
                        "shop",
                        "BATON_RETRY_WATCH_INTERVAL",
                        "100ms"));

        await().atMost(PATIENCE).until(() -> arrived.contains("/functions/ship-order shop"));
        await().atMost(PATIENCE).until(() -> get(port, "/q/health/ready").contains("no running process takes: 1,"));
        assertThat(get(port, "/q/metrics")).contains("baton_retry_unattended{function=\"ship-order\"");
        await().atMost(PATIENCE).until(() -> get(port, "/q/metrics")
                .contains("baton_retry_due{function=\"ship-order\",namespace=\"shop\"} 1.0"));
        assertThat(get(port, "/q/metrics"))
                .contains("baton_parked_keys{function=\"ship-order\",namespace=\"shop\"} 1.0")
                .doesNotContain("namespace=\"another\"");
        assertThat(arrived).doesNotContain("/functions/ship-order another");
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private void givenADatabaseWithEvents() throws SQLException {
        database = new EmbeddedDatabase().start();
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                Set.of("baton"),
                getClass().getClassLoader());
        execute("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select 1, 'shop.shipped.v1', 'order', json_build_object('specversion', '1.0', 'id', 'event-' || n, 'source', '/shop',
                    'type', 'shop.shipped.v1', 'datacontenttype', 'application/json', 'time', '2026-11-25T10:00:00Z')::text, '{}'
                from generate_series(1, %d) as s (n) order by n""".formatted(EVENTS));
    }

    private void givenASink() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("ce-id");
            String path = exchange.getRequestURI().getPath();
            arrived.add(path.startsWith("/functions") ? path + " " + id : id);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        sink.start();
    }

    /**
     * With {@code -Dbaton.executables=DIR}, which may be relative to the root of the repository, it is the executable
     * {@code DIR/relay}.
     */
    private static List<String> command() {
        String executables = System.getProperty("baton.executables", "");
        return executables.isEmpty()
                ? List.of(
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                : List.of(Path.of("../../..")
                        .resolve(executables)
                        .resolve("relay")
                        .toString());
    }

    private Process relay(int port) throws IOException {
        return relay(port, Map.of());
    }

    private Process relay(int port, Map<String, String> more) throws IOException {
        ProcessBuilder relay = new ProcessBuilder(command());
        relay.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        relay.environment().put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        relay.environment().put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        relay.environment().put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        relay.environment()
                .put("K_SINK", "http://127.0.0.1:" + sink.getAddress().getPort());
        relay.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        relay.environment().putAll(more);
        Process process = relay.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target/relay.log").toFile()))
                .start();
        processes.add(process);
        return process;
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            URI ready = URI.create("http://localhost:" + port + "/q/health/ready");
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private long waiting() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from baton_outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
