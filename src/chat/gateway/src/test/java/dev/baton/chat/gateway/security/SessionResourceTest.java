package dev.baton.chat.gateway.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.baton.chat.gateway.Rest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionResourceTest {

    @Test
    void aTokenNamesTheUser() {
        Rest.as("Ada Łovelace", "producer").get("/api/rooms").then().statusCode(200);
    }

    @Test
    void theUserMustBeOne() {
        for (String body : new String[] {
            "{}", "{\"user\":\"\"}", "{\"user\":\"a\\u0000b\"}", "null", "", "{", "{\"user\":\"ada\",\"roles\":[\"\"]}"
        }) {
            signIn(body).statusCode(400).contentType(containsString(Rest.PROBLEM));
        }
    }

    @Test
    void rolesAreOptional() {
        signIn("{\"user\":\"ada\"}").statusCode(200);
        signIn("{\"user\":\"ada\",\"roles\":null}").statusCode(200);
    }

    private static ValidatableResponse signIn(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/session")
                .then();
    }
}
