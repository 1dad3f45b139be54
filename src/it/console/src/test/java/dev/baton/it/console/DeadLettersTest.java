package dev.baton.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dead letters of real functions: groups, operations, edits, and staged redrives. */
@QuarkusTest
class DeadLettersTest extends ConsoleTest {

    private static final String PERMANENT = "dev.baton.PermanentFailureException";
    private final String note = unique("poison");

    @Test
    void lettersAreGroupedByFunctionExceptionAndPlace() {
        deadLetters(note, 3);

        Response groups = operator().get(API + "/letters/groups");

        groups.then()
                .statusCode(200)
                .body("groups.function", hasItem("reserve-goods"))
                .body("groups.error", hasItem(PERMANENT))
                .body("groups.place", hasItem(containsString("ReserveGoods.reserve(ReserveGoods.java:")));
        operator()
                .queryParams("function", "reserve-goods", "error", PERMANENT, "limit", 2)
                .get(API + "/letters")
                .then()
                .body("letters.size()", equalTo(2));
        discard(open(note));
    }

    @Test
    void aSelectionIsReplayedInTheNameOfTheCaller() {
        List<Long> ids = deadLetters(note, 3);
        warehouse.poison().remove(note);

        post("/letters/replay", Map.of("ids", ids.subList(0, 2))).then().body("changed", equalTo(2));
        post("/letters/replay", Map.of("ids", ids)).then().body("changed", equalTo(1));

        await("reserved").atMost(LONG).until(() -> reserved() == 3);
        operator()
                .get(API + "/letters/" + ids.get(0))
                .then()
                .body("state", equalTo("replayed"))
                .body("operations.by", equalTo(List.of("ann")))
                .body("operations.operation", equalTo(List.of("replay")));
    }

    @Test
    void dataIsCheckedBeforeItIsSent() {
        long id = deadLetters(note, 1).get(0);
        String order = operator().get(API + "/letters/" + id).path("key");

        post("/letters/" + id + "/check", Map.of("data", "{\"order\":\"\",\"amount\":0}"))
                .then()
                .body("valid", equalTo(false))
                .body("problem", containsString("amount"));
        post("/letters/" + id + "/edit", Map.of("data", "{\"order\":")).then().statusCode(422);
        post("/letters/" + id + "/edit", Map.of("data", "{\"order\":\"" + order + "\",\"amount\":2}"))
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));

        await("reserved").atMost(LONG).until(() -> warehouse.reserved().contains(order));
    }

    @Test
    void aRedriveGoesThroughItsStages() {
        deadLetters(note, 15);
        warehouse.poison().remove(note);

        dryRun().then()
                .body("letters", equalTo(15))
                .body("checked", equalTo(15))
                .body("unreadable", equalTo(0));
        long id = redrive(true);
        await("first stage").atMost(LONG).until(() -> state(id).equals("paused"));
        assertThat(one(id).<Integer>path("handled")).isEqualTo(1);
        post("/redrives/" + id + "/resume", Map.of()).then().statusCode(200);
        await("second stage")
                .atMost(LONG)
                .until(() -> one(id).<Integer>path("handled") == 11 && state(id).equals("paused"));
        post("/redrives/" + id + "/resume", Map.of()).then().statusCode(200);

        await("done").atMost(LONG).until(() -> state(id).equals("done"));
        assertThat(reserved()).isEqualTo(15);
        assertThat(open(note)).isEmpty();
    }

    @Test
    void aRedriveStopsWhenTheFailureRepeats() {
        deadLetters(note, 5);

        long id = redrive(false);

        await("stopped").atMost(LONG).until(() -> state(id).equals("stopped"));
        one(id).then()
                .body("replayed", equalTo(1))
                .body("handled", equalTo(0))
                .body("why", containsString("the failure repeats"));
        assertThat(open(note)).hasSize(5);
        discard(open(note));
    }

    @Test
    void viewsOfTenThousandLettersAreBounded() {
        letters("""
                insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin, attempts,
                    first_failed_at, last_failed_at, error_class, error_message, error_stack)
                select 'shop', 'many', 'many.v1', 'k' || i, '/many', 'm' || i, '{"type":"many.v1"}', convert_to('{"n":1}', 'UTF8'), 'here', 1,
                    now(), now(), 'java.lang.IllegalStateException', 'message ' || i,
                    'java.lang.IllegalStateException: m' || chr(10) || chr(9) || 'at java.base/java.util.Objects.x(O.java:1)'
                    || chr(10) || chr(9) || 'at shop.Many.m' || (i % 20) || '(Many.java:1)' || repeat(chr(10) || chr(9) || 'at a.b(C.java:1)', 200)
                from generate_series(1, 10000) i on conflict do nothing returning id""");

        for (String view : List.of(
                "/letters/groups",
                "/letters?function=many&limit=200",
                "/letters?function=many&place=shop.Many.m7(Many.java:1)",
                "/redrives/dry-run?function=many",
                "/map",
                "/letters/operations",
                "/waiting/retries")) {
            String answer =
                    operator().get(API + view).then().statusCode(200).extract().asString();
            assertThat(answer).as(view).hasSizeLessThan(200_000);
        }
        operator()
                .get(API + "/letters/groups")
                .then()
                .body("groups.findAll { it.function == 'many' }.size()", equalTo(20));

        letters("delete from baton_dead_letter where function = 'many' returning id");
    }

    private Response dryRun() {
        return operator()
                .queryParams("function", "reserve-goods", "error", PERMANENT)
                .get(API + "/redrives/dry-run");
    }

    private long redrive(boolean pauses) {
        return ((Number) post(
                                "/redrives",
                                Map.of(
                                        "function",
                                        "reserve-goods",
                                        "error",
                                        PERMANENT,
                                        "perSecond",
                                        100,
                                        "pauses",
                                        pauses))
                        .path("id"))
                .longValue();
    }

    private Response one(long id) {
        return operator().get(API + "/redrives/" + id);
    }

    private String state(long id) {
        return one(id).path("state");
    }

    private void discard(List<Long> ids) {
        post("/letters/discard", Map.of("ids", ids)).then().statusCode(200);
    }

    private long reserved() {
        return warehouse.reserved().stream()
                .filter(order -> order.startsWith(note))
                .count();
    }
}
