package dev.baton.it.console;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** The base of the console's tests: one application with real dead letters, which all of them share. */
abstract class ConsoleTest {

    static final Duration LONG = Duration.ofSeconds(60);
    static final String API = "/q/baton/api";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Pool pool;

    @Inject
    EventPublisher publisher;

    @Inject
    Warehouse warehouse;

    /** The tests share a function, whose dead letters are one group. */
    @BeforeEach
    void noLetterIsOpen() {
        warehouse.poison().clear();
        post("/letters/discard-group", Map.of()).then().statusCode(200);
    }

    /** Returns a request of an operator. */
    RequestSpecification operator() {
        return as("ann").header("X-Baton-Console", "1").contentType("application/json");
    }

    RequestSpecification as(String user) {
        return anyone().auth().preemptive().basic(user, "secret");
    }

    RequestSpecification anyone() {
        return given().baseUri(management.resolve("/").toString());
    }

    Response post(String path, Map<String, ?> body) {
        return operator().body(body).post(API + path);
    }

    /** Returns a note, or an order, that no other test uses. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Places orders and returns their keys. */
    List<String> place(String note, int count) {
        List<String> orders =
                IntStream.range(0, count).mapToObj(i -> unique(note)).toList();
        orders.forEach(order -> place(order, note));
        return orders;
    }

    void place(String order, String note) {
        publisher
                .publish(NewEvent.of(
                        new OrderPlaced(order, 1, note, null, null),
                        "placed-" + UUID.randomUUID(),
                        URI.create("/test"),
                        Instant.now()))
                .await()
                .atMost(LONG);
    }

    /** Places orders that fail permanently, and waits until they are dead letters. Returns their ids. */
    List<Long> deadLetters(String note, int count) {
        warehouse.poison().add(note);
        place(note, count);
        await("dead letters").atMost(LONG).until(() -> open(note).size() == count);
        return open(note);
    }

    /** Returns the open dead letters of the orders that begin with this. */
    List<Long> open(String order) {
        return letters(
                "select id from baton_dead_letter where state = 'open' and starts_with(key, $1) order by id", order);
    }

    List<Long> letters(String query, Object... parameters) {
        return pool.preparedQuery(query).executeAndAwait(Tuple.from(parameters)).stream()
                .map(row -> row.getLong(0))
                .toList();
    }
}
