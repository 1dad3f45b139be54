package dev.baton.chat.gateway.rooms;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The documents that describe the gateway to programs: AsyncAPI, the schemas of the events, and OpenAPI. */
@QuarkusTest
class DocumentsTest {

    private static final String LOGGED = "chat.message.logged.v1";

    @Test
    void theAsyncApiDocumentHasTheEventsAndTheWebSocket() {
        given().accept("application/json")
                .get("/q/asyncapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("asyncapi", equalTo("3.0.0"))
                .body("channels.keySet()", hasItems("websocket", LOGGED, "chat.message.posted.v1"))
                .body("operations.keySet()", hasItems("websocket.receive", "websocket.send"))
                .body("components.schemas.keySet()", hasItems("frame.post", LOGGED));
    }

    @Test
    void theModelOfAsyncApiReadsTheWholeDocument() throws Exception {
        String yaml = given().get("/q/asyncapi").asString();

        AsyncAPI read = new YAMLMapper().readValue(yaml, AsyncAPI.class);

        assertThat(read.getOperations()).containsKeys("websocket.receive", "websocket.send", "gateway.posts");
        JsonNode document = new YAMLMapper().readTree(yaml);
        assertThat(document.findValuesAsText("$ref")).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void itIsYamlUnlessJsonIsWanted() {
        String yaml =
                given().get("/q/asyncapi").then().statusCode(200).extract().asString();

        assertThat(yaml).startsWith("asyncapi: 3.0.0\n");
        given().get("/q/asyncapi").then().contentType(startsWith("application/yaml"));
        given().get("/q/asyncapi?format=json").then().contentType("application/json");
        given().get("/q/asyncapi.json").then().contentType("application/json");
    }

    @Test
    void everySchemaHasAnAddress() {
        given().get("/q/asyncapi/schemas/" + LOGGED)
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("title", equalTo(LOGGED))
                .body("properties.seq.exclusiveMinimum", equalTo(0))
                .body("required", hasItems("messageId", "room", "seq", "sender", "text", "sentAt"))
                .body("required", not(hasItem("replyTo")));
        given().get("/q/asyncapi/schemas/chat.unknown.v1").then().statusCode(404);
    }

    @Test
    void aPageShowsTheDocument() {
        given().get("/q/asyncapi-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("page.js"));
        given().get("/q/asyncapi-ui/page.js").then().statusCode(200).contentType(startsWith("text/javascript"));
        given().redirects()
                .follow(false)
                .get("/q/asyncapi-ui")
                .then()
                .statusCode(302)
                .header("Location", "/q/asyncapi-ui/");
        given().post("/q/asyncapi").then().statusCode(405);
    }

    @Test
    void theOpenApiDocumentHasTheSchemasOfAllEvents() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/events'.post.requestBody.content.'application/cloudevents+json'.schema.'$ref'",
                        equalTo("#/components/schemas/CloudEvent"))
                .body("components.schemas.CloudEvent.oneOf.properties.type.const", hasItems(LOGGED))
                .body("components.schemas.'" + LOGGED + "'.properties.room.pattern", containsString("[a-z0-9-]{1,64}"))
                .body("components.schemas.'" + LOGGED + "'.properties.replyTo.type", hasItem("null"));
    }
}
