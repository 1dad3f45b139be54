package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoRecordsOfOneTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedAgain.class),
            "event type 'wrong.use.started.v1' has two records",
            "StartedAgain",
            "WrongUse$Started");

    @EventType("wrong.use.started.v1")
    record StartedAgain(String name) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
