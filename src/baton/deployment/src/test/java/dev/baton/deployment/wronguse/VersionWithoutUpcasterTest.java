package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VersionWithoutUpcasterTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class),
            "StartedV2 (wrong.use.started.v2) is a newer version of",
            "WrongUse$Started (wrong.use.started.v1) but can't be made of it",
            "'@Upcast static StartedV2 from(Started older)'");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
