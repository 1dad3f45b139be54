package dev.baton.chat.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The HTTP requests of the tests to the gateway. */
public final class Rest {

    public static final String PROBLEM = "application/problem+json";

    private Rest() {}

    public static String token(String user, String... roles) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("user", user, "roles", List.of(roles)))
                .post("/api/session")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    public static RequestSpecification as(String user, String... roles) {
        return given().auth().oauth2(token(user, roles)).contentType(ContentType.JSON);
    }

    /** Creates a room with these members, the first of whom is its creator. */
    public static String room(String... members) {
        String room = "room-" + UUID.randomUUID();
        as(members[0])
                .body(Map.of("room", room, "members", List.of(members)))
                .post("/api/rooms")
                .then()
                .statusCode(201);
        return room;
    }

    public static Map<String, String> message(String messageId, String text) {
        return Map.of("messageId", messageId, "text", text);
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }
}
