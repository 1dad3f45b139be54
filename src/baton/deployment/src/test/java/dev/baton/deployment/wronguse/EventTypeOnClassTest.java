package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTypeOnClassTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            WrongUse.of(WrongUse.classes(NoRecord.class), "NoRecord is annotated with @EventType but is no record");

    @EventType("wrong.use.class.v1")
    static class NoRecord {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
