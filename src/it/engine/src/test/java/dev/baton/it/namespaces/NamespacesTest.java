package dev.baton.it.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.it.versions.GameProcess;
import dev.baton.it.versions.GameTopics;
import io.quarkus.test.QuarkusProdModeTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two applications with functions of the same names, on one broker and in one schema of one database. They do not
 * affect each other: each handles every event, including those that the other emits, and neither sees the other's rows.
 * Their namespaces are those of their builds.
 */
class NamespacesTest {

    private static final Path TARGET = Path.of("target/namespaces").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> NAMESPACES = List.of("shop", "market");

    @RegisterExtension
    static final QuarkusProdModeTest SHOP = GameProcess.application(TARGET, "shop", "shop", Shop.CLASSES);

    @RegisterExtension
    static final QuarkusProdModeTest MARKET = GameProcess.application(TARGET, "market", "market", Shop.CLASSES);

    private static EmbeddedBroker broker;
    private static EmbeddedDatabase database;
    private static Connection connection;
    private static GameTopics topics;

    @BeforeAll
    static void start() throws SQLException {
        broker = new EmbeddedBroker().start();
        database = MigratedDatabase.start();
        connection = database.connect();
        topics = new GameTopics(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() throws SQLException {
        topics.close();
        connection.close();
        broker.close();
        database.close();
    }

    @Test
    void eachHandlesTheOrdersOfBothAndNeitherWaitsForTheOther() throws Exception {
        try (GameProcess shop =
                        process("shop", "shop.fails-on=spring-7", "baton.retry.attempts=1", "baton.namespace=market");
                GameProcess market = process("market", "shop.fails-on=none", "baton.namespace=market")) {
            awaitWorking(shop, market);

            topics.send("shop.sale.begun.v1", "shop.sale.begun.v1", "spring", "{\"name\":\"spring\"}");

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(shipped("shop")).hasSize(2 * Shop.ORDERS - 2);
                assertThat(shipped("market")).hasSize(2 * Shop.ORDERS);
                assertThat(strings("select namespace from baton_dead_letter where state = 'open'"))
                        .containsExactly("shop");
                assertThat(strings("select namespace || ' ' || key || ' ' || held from baton_retry order by id"))
                        .containsExactly("shop spring-7 true", "shop spring-7 false");
            });
            for (String namespace : NAMESPACES) {
                assertThat(strings("select key::text from baton_inbox where namespace = '%s'".formatted(namespace)))
                        .as("the sale and the orders of both")
                        .hasSizeGreaterThanOrEqualTo(1 + 2 * Shop.ORDERS - 1);
            }
            assertThat(discard("market")).isEmpty();
            assertThat(discard("shop")).containsExactly("discarded");
            assertThat(shop.log()).contains("Build time property cannot be changed at runtime", "baton.namespace");
        }
    }

    /** Returns the events that the functions named ship of a namespace published: each shipment once. */
    private static List<String> shipped(String namespace) {
        return topics.events("shop.order.shipped.v1").stream()
                .filter(event -> event.startsWith("/" + namespace + "/functions/ship "))
                .distinct()
                .toList();
    }

    private static List<String> discard(String namespace) throws SQLException {
        return strings("select o.state from baton_dead_letter l, baton_discard_dead_letter('%s', l.id, 'ann') o"
                .formatted(namespace));
    }

    private static GameProcess process(String namespace, String... settings) throws Exception {
        return new GameProcess(namespace, TARGET.resolve(namespace), broker, database, settings);
    }

    private static void awaitWorking(GameProcess... processes) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    for (GameProcess process : processes) {
                        process.checkAlive();
                    }
                    return NAMESPACES.stream().allMatch(NamespacesTest::works);
                });
    }

    private static boolean works(String namespace) {
        try {
            return topics.working(namespace + ".sell") == 1 && topics.working(namespace + ".ship") == 1;
        } catch (ExecutionException e) {
            return false; // no such group yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> strings(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
