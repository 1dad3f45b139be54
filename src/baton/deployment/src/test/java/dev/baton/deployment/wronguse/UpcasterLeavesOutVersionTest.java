package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpcasterLeavesOutVersionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class, StartedV3.class),
            "@Upcast dev.baton.deployment.wronguse.UpcasterLeavesOutVersionTest$StartedV3.from() takes",
            "WrongUse$Started (wrong.use.started.v1) and leaves out 'wrong.use.started.v2'",
            "one version a step");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(WrongUse.Started older) {
            return new StartedV2(older.name());
        }
    }

    @EventType("wrong.use.started.v3")
    record StartedV3(String name) {
        @Upcast
        static StartedV3 from(WrongUse.Started older) {
            return new StartedV3(older.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
