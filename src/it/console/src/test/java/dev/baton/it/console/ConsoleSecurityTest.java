package dev.baton.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the console, and what other pages can't make a browser do. */
@QuarkusTest
class ConsoleSecurityTest extends ConsoleTest {

    @TestHTTPResource("/q/baton/")
    URI publicPort;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/me",
                "/map",
                "/live",
                "/types",
                "/events",
                "/events/data?place=1",
                "/timeline?correlation=1",
                "/letters",
                "/letters/groups",
                "/letters/operations",
                "/letters/1",
                "/redrives",
                "/redrives/dry-run",
                "/waiting/retries",
                "/waiting/key",
                "/waiting/delayed",
                "/waiting/schedules",
                "/waiting/requests",
                "/nothing"
            })
    void readingIsForOperators(String path) {
        anyone().get(API + path).then().statusCode(401).contentType("application/problem+json");
        as("bob")
                .get(API + path)
                .then()
                .statusCode(403)
                .body("detail", equalTo("the console is for role 'operator', which the caller does not have"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/letters/replay",
                "/letters/discard",
                "/letters/discard-group",
                "/letters/1/check",
                "/letters/1/edit",
                "/redrives",
                "/redrives/1/resume",
                "/redrives/1/stop",
                "/waiting/retries/1/now",
                "/waiting/delayed/1/now",
                "/waiting/delayed/1/cancel",
                "/waiting/schedules/fire",
                "/send"
            })
    void changesAreForOperatorsAndOwnPages(String path) {
        anyone().contentType("application/json")
                .body("{}")
                .post(API + path)
                .then()
                .statusCode(401);
        as("bob")
                .contentType("application/json")
                .body("{}")
                .post(API + path)
                .then()
                .statusCode(403);
        as("ann")
                .contentType("application/json")
                .body("{}")
                .post(API + path)
                .then()
                .statusCode(403)
                .body("detail", containsString("X-Baton-Console"));
        operator().contentType("text/plain").body("{}").post(API + path).then().statusCode(415);
        operator()
                .header("Origin", "http://evil.example")
                .body("{}")
                .post(API + path)
                .then()
                .statusCode(403);
        operator()
                .header("Sec-Fetch-Site", "cross-site")
                .body("{}")
                .post(API + path)
                .then()
                .statusCode(403);
        operator().body("no json").post(API + path).then().statusCode(400);
    }

    @Test
    void theOriginOfTheConsoleIsAllowed() {
        String origin = "http://" + management.getAuthority();

        operator()
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin")
                .body("{\"ids\":[]}")
                .post(API + "/letters/replay")
                .then()
                .statusCode(200)
                .body("changed", equalTo(0));
    }

    @Test
    void thePageOffersALoginAndHasAStrictPolicy() {
        for (int status : new int[] {401, 403, 200}) {
            (status == 401 ? anyone() : as(status == 403 ? "bob" : "ann"))
                    .get("/q/baton/")
                    .then()
                    .statusCode(status)
                    .contentType("text/html")
                    .header(
                            "Content-Security-Policy",
                            containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                    .header("X-Frame-Options", "DENY")
                    .header("Access-Control-Allow-Origin", nullValue())
                    .body(containsString("js/main.js"));
        }
        anyone().get("/q/baton/js/main.js").then().statusCode(200).contentType("text/javascript");
        anyone().get("/q/baton/../application.properties").then().statusCode(404);
        anyone().get("/q/baton/js/gone.js").then().statusCode(404);
    }

    @Test
    void answersAreNotSharedWithOtherOrigins() {
        as("ann")
                .header("Origin", "http://evil.example")
                .get(API + "/me")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void thePublicPortHasNoConsole() {
        RestAssured.given().get(publicPort).then().statusCode(404);
        RestAssured.given().get(publicPort.resolve("api/me")).then().statusCode(404);
    }

    @Test
    void aDeadLetterOfAMegabyteIsShownBounded() {
        long id = letters("""
                insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                values ('shop', 'gone', 'gone.v1', $1, '/gone', $1, '{"type":"gone.v1"}',
                    convert_to('"' || repeat('<b>x</b>', 131072) || '"', 'UTF8'), 'here', 1,
                    now(), now(), 'java.lang.IllegalStateException', '<script>alert(1)</script>', 'stack')
                returning id""", unique("large")).get(0);

        String shown = as("ann")
                .get(API + "/letters/" + id)
                .then()
                .statusCode(200)
                .body("bytes", equalTo(1048578))
                .body("dataWhole", equalTo(false))
                .extract()
                .asString();

        assertThat(shown).hasSizeLessThan(100_000);
        as("ann").get(API + "/letters?function=gone").then().body("letters[0].bytes", equalTo(1048578));
        post("/letters/discard", Map.of("ids", List.of(id))).then().body("changed", equalTo(1));
    }

    @Test
    void wrongUseIsAProblem() {
        operator().get(API + "/letters/999999999").then().statusCode(404);
        operator().get(API + "/letters?state=shut").then().statusCode(400);
        operator().get(API + "/letters?limit=100000").then().statusCode(400);
        operator().get(API + "/letters?after=x").then().statusCode(400);
        post("/letters/replay", Map.of("ids", "all")).then().statusCode(400);
        post("/letters/1/edit", Map.of()).then().statusCode(400);
        post("/redrives", Map.of("perSecond", 0)).then().statusCode(400);
    }
}
