package dev.baton.chat.gateway.rooms;

import static dev.baton.chat.gateway.Rest.PROBLEM;
import static dev.baton.chat.gateway.Rest.as;
import static dev.baton.chat.gateway.Rest.room;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoomsResourceTest {

    private final String user = "user " + UUID.randomUUID();

    @Test
    void aRoomIsCreatedOnce() {
        String room = "r-" + UUID.randomUUID();

        create(user, room, List.of("ada", "bob")).statusCode(201).body("room", equalTo(room));
        create("ada", room, List.of("eve")).statusCode(200).body("room", equalTo(room));

        as(user).get("/api/rooms")
                .then()
                .statusCode(200)
                .body("rooms", hasSize(1))
                .body("rooms[0].room", equalTo(room))
                .body("rooms[0].members", contains("ada", "bob", user));
    }

    @Test
    void whoCreatesARoomThatExistsLearnsAndChangesNothing() {
        String room = room("ada");

        create(user, room, List.of(user)).statusCode(200);

        as(user).get("/api/rooms").then().body("rooms", hasSize(0));
        as(user).get("/api/rooms/{room}/messages", room).then().statusCode(403);
    }

    @Test
    void membersAddMembers() {
        String room = room("ada");

        put("ada", room, user).statusCode(204);
        put("ada", room, user).statusCode(204);
        put(user, room, "bob/the builder?").statusCode(204);

        as(user).get("/api/rooms").then().body("rooms[0].members", contains("ada", "bob/the builder?", user));
    }

    @Test
    void othersDoNot() {
        String room = room("ada");

        problem(403, "forbidden", put(user, room, user));
        problem(403, "forbidden", put(user, "no-such-room", user));
        as("ada").get("/api/rooms").then().body("rooms.members.flatten()", not(hasItem(user)));
    }

    @Test
    void namesAreChecked() {
        problem(400, "invalid", create(user, "Lobby", List.of()));
        problem(400, "invalid", create(user, "", List.of()));
        problem(400, "invalid", create(user, "a".repeat(65), List.of()));
        problem(400, "invalid", create(user, "fine", List.of("line\nbreak")));
        problem(400, "invalid", create(user, "fine", Collections.nCopies(1_001, "ada")));
        problem(400, "invalid", put(user, "Lobby", user));
        problem(400, "invalid", put(user, "fine", "x".repeat(101)));
        problem(400, "invalid", as(user).body("{}").post("/api/rooms").then());
    }

    @Test
    void aBodyMustFit() {
        problem(400, "malformed", as(user).body("{\"room\":").post("/api/rooms").then());
        problem(
                400,
                "malformed",
                as(user).body("{\"room\":{}}").post("/api/rooms").then());
        problem(400, "malformed", as(user).body("null").post("/api/rooms").then());
        problem(
                415,
                "unsupported-type",
                as(user).contentType("text/xml").body("<a/>").post("/api/rooms").then());
    }

    @Test
    void nothingWithoutAToken() {
        problem(401, "unauthorized", given().get("/api/rooms").then()).header("WWW-Authenticate", "Bearer");
        problem(
                401,
                "unauthorized",
                given().contentType(ContentType.JSON)
                        .body("{")
                        .post("/api/rooms")
                        .then());
        problem(401, "unauthorized", given().put("/api/rooms/lobby/members/ada").then());
        problem(401, "unauthorized", given().get("/api/rooms/lobby/messages").then());
        problem(
                401,
                "unauthorized",
                given().auth().oauth2("no.to.ken").get("/api/rooms").then());
        problem(
                401,
                "unauthorized",
                given().header("Authorization", "Basic YTpi").get("/api/rooms").then());
    }

    @Test
    void otherPathsAndMethodsDoNotExist() {
        problem(404, "not-found", as(user).get("/api/nothing").then());
        problem(404, "not-found", given().get("/api").then());
        problem(405, "method-not-allowed", as(user).delete("/api/rooms").then());
    }

    @Test
    void thePageAndTheOpenApiDocumentAreOpen() {
        given().get("/").then().statusCode(200).contentType(containsString("text/html"));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/rooms/{room}/messages"))
                .body("paths.keySet()", hasItem("/events"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static ValidatableResponse create(String user, String room, List<String> members) {
        return as(user).body(Map.of("room", room, "members", members))
                .post("/api/rooms")
                .then();
    }

    private static ValidatableResponse put(String caller, String room, String user) {
        return as(caller).put("/api/rooms/{room}/members/{user}", room, user).then();
    }

    private static ValidatableResponse problem(int status, String code, ValidatableResponse response) {
        return response.statusCode(status)
                .contentType(containsString(PROBLEM))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
