package dev.baton.it.delivery;

import static io.restassured.RestAssured.given;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application without a security extension, which rejects all callers. */
class DeadLetterApiWithoutSecurityTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.dead-letters.api.enabled", "true");

    @Test
    void nobodyIsAnOperator() {
        given().get("/baton/dead-letters").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("ann", "secret")
                .post("/baton/dead-letters/1/replay")
                .then()
                .statusCode(401);
    }
}
