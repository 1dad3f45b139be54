package dev.baton.it.console;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events are found in the journal, with what followed from them. */
@QuarkusTest
class EventsTest extends ConsoleTest {

    @Test
    void anEventIsFoundByItsKeyAndHasATimeline() {
        String order = unique("journal");
        place(order, null);
        await("journal").atMost(LONG).until(() -> handled(order).size() >= 1);
        String correlation = handled(order).get(0);

        JsonPath timeline =
                operator().get(API + "/timeline?correlation=" + correlation).jsonPath();

        await("the follow-ups are hops").atMost(LONG).until(() -> operator()
                .get(API + "/timeline?correlation=" + correlation)
                .<List<String>>path("hops.event.type")
                .contains("shop.reminder.due.v1"));
        String place = timeline.getString("hops.find { it.function == 'reserve-goods' }.place");
        operator().queryParam("place", place).get(API + "/events/data").then().body("data", containsString(order));
        operator()
                .queryParam("type", "shop.order.placed.v1")
                .get(API + "/events")
                .then()
                .body("entries.event.type", hasItem("shop.order.placed.v1"));
        operator()
                .queryParam("after", "not a place")
                .get(API + "/events")
                .then()
                .statusCode(400);
    }

    @Test
    void aDeadLetterIsInTheTimeline() {
        String note = unique("poison");
        long letter = deadLetters(note, 1).get(0);
        String correlation = operator().get(API + "/letters/" + letter).path("attributes.correlationid");

        await("journal").atMost(LONG).until(() -> operator()
                .get(API + "/timeline?correlation=" + correlation)
                .<List<String>>path("hops.state")
                .contains("dead_letter"));
        operator()
                .get(API + "/timeline?correlation=" + correlation)
                .then()
                .body("hops.find { it.state == 'dead_letter' }.deadLetter.id", equalTo((int) letter));
    }

    private List<String> handled(String order) {
        return operator()
                .queryParam("key", order)
                .get(API + "/events")
                .path("entries.findAll { it.state == 'handled' }.event.correlationId");
    }
}
