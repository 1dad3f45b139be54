package dev.baton.deployment.delivery;

import static io.restassured.RestAssured.given;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API on dead letters is off unless it is switched on. */
class DeadLetterApiOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Test
    void itIsNotThere() {
        given().get("/baton/dead-letters").then().statusCode(404);
        given().post("/baton/dead-letters/1/replay").then().statusCode(404);
    }
}
