package dev.baton.it.delivery;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.baton.it.Tables;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API on dead letters, in an application with security. */
class DeadLetterApiTest {

    private static final String LETTERS = "/baton/dead-letters";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-elytron-security-properties-file", Version.getVersion())))
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.ann", "secret")
            .overrideConfigKey("quarkus.security.users.embedded.roles.ann", "operator")
            .overrideConfigKey("quarkus.security.users.embedded.users.bob", "secret")
            .overrideConfigKey("quarkus.security.users.embedded.roles.bob", "member")
            .overrideConfigKey("baton.dead-letters.api.enabled", "true");

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    URI base;

    @Test
    void itIsForOperatorsOnly() {
        given().get(LETTERS).then().statusCode(401).contentType("application/problem+json");
        given().put(LETTERS + "/1").then().statusCode(401);
        given().post(LETTERS + "/1/replay").then().statusCode(401);
        given().post(LETTERS + "/replay").then().statusCode(401);
        as("ann", "wrong").get(LETTERS).then().statusCode(401);
        as("bob", "secret")
                .get(LETTERS)
                .then()
                .statusCode(403)
                .body("detail", equalTo("dead letters are for role 'operator', which the caller does not have"));
        operator().get(LETTERS).then().statusCode(200).contentType("application/json");
    }

    @Test
    void itListsAndShowsLetters() {
        long id = letter("{\"n\": 1}");

        operator()
                .queryParam("function", "gone")
                .queryParam("error", "IllegalStateException")
                .queryParam("state", "open")
                .queryParam("after", id - 1)
                .queryParam("from", "2026-01-01T00:00:00Z")
                .get(LETTERS)
                .then()
                .statusCode(200)
                .body("deadLetters.id", hasItem((int) id))
                .body("next", equalTo(null));
        operator().queryParam("function", "other").get(LETTERS).then().body("deadLetters.id", not(hasItem((int) id)));
        operator()
                .get(LETTERS + "/" + id)
                .then()
                .statusCode(200)
                .body("data.n", equalTo(1))
                .body("attributes.type", equalTo("gone.v1"))
                .body("errorStack", equalTo("stack"));
        operator().get(LETTERS + "/" + letter("no json")).then().body("data_base64", equalTo("bm8ganNvbg"));
    }

    @Test
    void operationsAreInTheNameOfTheCallerAndChangeALetterOnce() {
        long replayed = letter("{}");
        long discarded = letter("{}");
        long edited = letter("{");

        operator()
                .post(LETTERS + "/" + replayed + "/replay")
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));
        operator()
                .post(LETTERS + "/" + replayed + "/replay")
                .then()
                .statusCode(200)
                .body("changed", equalTo(false));
        operator().post(LETTERS + "/" + discarded + "/discard").then().body("state", equalTo("discarded"));
        operator()
                .contentType("application/json")
                .body("{\"n\": 2}")
                .put(LETTERS + "/" + edited)
                .then()
                .statusCode(200)
                .body("state", equalTo("replayed"));

        assertThat(performedBy(replayed)).containsExactly("ann");
        assertThat(performedBy(discarded)).containsExactly("ann");
        assertThat(performedBy(edited)).containsExactly("ann");
    }

    @Test
    void manyAreReplayedByFilter() {
        long first = letter("{}");
        long second = letter("{}");

        operator()
                .queryParam("function", "gone")
                .queryParam("after", first - 1)
                .queryParam("limit", 1)
                .post(LETTERS + "/replay")
                .then()
                .body("replayed", equalTo(1))
                .body("next", equalTo((int) first));
        operator()
                .queryParam("function", "gone")
                .queryParam("after", first)
                .post(LETTERS + "/replay")
                .then()
                .body("replayed", equalTo(1))
                .body("next", equalTo(null));

        assertThat(performedBy(second)).containsExactly("ann");
    }

    @Test
    void wrongUseIsAProblem() {
        operator().get(LETTERS + "/999999999").then().statusCode(404).contentType("application/problem+json");
        operator().post(LETTERS + "/999999999/discard").then().statusCode(404);
        operator()
                .queryParam("from", "yesterday")
                .get(LETTERS)
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("parameter from must be a time such as 2026-11-22T10:00:00Z but was 'yesterday'"));
        operator().queryParam("limit", 0).get(LETTERS).then().statusCode(400);
        operator().queryParam("state", "shut").get(LETTERS).then().statusCode(400);
        operator().body("{no json").put(LETTERS + "/" + letter("{}")).then().statusCode(400);
    }

    /** Quarkus' own limit, which answers without a text, is 10 MiB. */
    @ParameterizedTest
    @ValueSource(ints = {8_000_000, 12_000_000})
    void theAnswerToNewDataOverTheLimitCanBeRead(int size) throws Exception {
        long id = letter("{");
        HttpRequest.Builder edit = HttpRequest.newBuilder(base.resolve(LETTERS + "/" + id))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(UTF_8)));
        byte[] data = new byte[size];
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(data), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(data)))) {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(edit.PUT(body).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"status\":413", "1000000 bytes", "baton.delivery.max-event-size");
        }
        assertThat(performedBy(id)).isEmpty();
    }

    private static RequestSpecification operator() {
        return as("ann", "secret");
    }

    private static RequestSpecification as(String user, String password) {
        return given().auth().preemptive().basic(user, password);
    }

    private List<String> performedBy(long letter) {
        return pool
                .preparedQuery("select performed_by from baton_dead_letter_audit where dead_letter = $1")
                .mapping(row -> row.getString(0))
                .executeAndAwait(Tuple.of(letter))
                .stream()
                .toList();
    }

    /** Inserts a dead letter of a function that this process does not have, and returns its id. */
    private long letter(String data) {
        return Tables.number(pool, """
                        insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                            first_failed_at, last_failed_at, error_class, error_message, error_stack)
                        values ('it-engine', 'gone', 'gone.v1', $1, '/gone', $1, '{"type":"gone.v1"}', convert_to($2, 'UTF8'), 'here', 1,
                            now(), now(), 'java.lang.IllegalStateException', 'message', 'stack')
                        returning id""", UUID.randomUUID().toString(), data);
    }
}
