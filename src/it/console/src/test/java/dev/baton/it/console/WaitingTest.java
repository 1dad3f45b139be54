package dev.baton.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits, the map, the live stream, and events that a person sends. */
@QuarkusTest
class WaitingTest extends ConsoleTest {

    private final String note = unique("absent");

    @Test
    void aKeyWaitsForTheNextAttemptOrAPerson() {
        warehouse.absent().add(note);
        String order = unique(note);
        place(order, note);
        place(order, note);
        String first = "retries.find { it.key == '" + order + "' }";
        await("parked").atMost(LONG).until(() -> {
            Integer behind = operator().get(API + "/waiting/retries").path(first + "?.behind");
            return behind != null && behind == 1;
        });

        operator()
                .get(API + "/waiting/retries?function=reserve-goods")
                .then()
                .body(first + ".attempts", equalTo(1))
                .body(first + ".held", equalTo(false))
                .body(first + ".error", equalTo("java.lang.IllegalStateException"));
        operator()
                .queryParams("function", "reserve-goods", "key", order)
                .get(API + "/waiting/key")
                .then()
                .body("events.size()", equalTo(2));
        Number id = operator().get(API + "/waiting/retries").path(first + ".id");

        post("/waiting/retries/" + id + "/now", Map.of()).then().body("changed", equalTo(true));
        await("held")
                .atMost(LONG)
                .until(() -> Boolean.TRUE.equals(
                        operator().get(API + "/waiting/retries").path(first + "?.held")));

        warehouse.absent().remove(note);
        Number letter = operator().get(API + "/waiting/retries").path(first + ".deadLetter");
        post("/letters/replay", Map.of("ids", List.of(letter))).then().body("changed", equalTo(1));
        await("reserved")
                .atMost(LONG)
                .until(() -> warehouse.reserved().stream().filter(order::equals).count() == 2);
    }

    @Test
    void delayedEventsArePublishedEarlierOrNever() {
        String kept = unique("kept");
        String cancelled = unique("cancelled");
        place(kept, null);
        place(cancelled, null);
        await("reminders wait").atMost(LONG).until(() -> position(kept) != null && position(cancelled) != null);

        post("/waiting/delayed/" + position(cancelled) + "/cancel", Map.of())
                .then()
                .body("changed", equalTo(true));
        post("/waiting/delayed/" + position(kept) + "/now", Map.of()).then().body("changed", equalTo(true));

        await("reminded").atMost(LONG).until(() -> warehouse.reserved().contains("reminded " + kept));
        assertThat(position(cancelled)).isNull();
        assertThat(warehouse.reserved()).doesNotContain("reminded " + cancelled);
    }

    private Object position(String order) {
        return operator().get(API + "/waiting/delayed").path("delayed.find { it.key == '" + order + "' }?.position");
    }

    @Test
    void aScheduleFiresNow() {
        await("planned").atMost(LONG).until(() -> operator()
                .get(API + "/waiting/schedules")
                .path("schedules.function")
                .equals(List.of("count-stock")));

        post("/waiting/schedules/fire", Map.of("function", "count-stock"))
                .then()
                .body("changed", equalTo(true));

        await("counted").atMost(LONG).until(() -> warehouse.reserved().contains("counted"));
        operator().get(API + "/waiting/requests").then().body("size", equalTo(0));
    }

    @Test
    void theMapHasFunctionsTypesAndFigures() {
        place(unique("seen"), null);

        operator()
                .get(API + "/map")
                .then()
                .body("namespace", equalTo("shop"))
                .body("functions.name", hasItems("reserve-goods", "remind-customer", "count-stock"))
                .body(
                        "functions.find { it.name == 'reserve-goods' }.emits",
                        hasItems("shop.order.reserved.v1", "shop.reminder.due.v1"))
                .body("types.topic", hasItem("shop.order.placed.v1"))
                .body("figures.outbox", greaterThanOrEqualTo(0));
    }

    @Test
    void figuresArriveLive() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(management.resolve(API + "/live"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8)))
                .build();

        try (Stream<String> lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            assertThat(lines.filter(line -> line.startsWith("event: figures")).limit(2))
                    .hasSize(2);
        }
    }

    @Test
    void anEventOfAPersonIsHandledIfItsDataIsValid() {
        String order = unique("sent");

        operator()
                .get(API + "/types")
                .then()
                .body(
                        "types.find { it.record == 'OrderPlaced' }.fields.name",
                        equalTo(List.of("order", "amount", "note", "placedAt", "items")))
                .body(
                        "types.find { it.record == 'OrderPlaced' }.fields.kind",
                        equalTo(List.of("text", "integer", "text", "time", "json")));
        send("{\"order\":\"" + order + "\",\"amount\":0}").then().statusCode(422);
        send("{\"order\":\"" + order + "\",\"amount\":1}").then().statusCode(200);

        await("reserved").atMost(LONG).until(() -> warehouse.reserved().contains(order));
    }

    private Response send(String data) {
        return post("/send", Map.of("type", "shop.order.placed.v1", "data", data));
    }
}
