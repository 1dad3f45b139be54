package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpcasterOfNewerVersionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class, StartedV3.class),
            "StartedV2.from() takes",
            "StartedV3 (wrong.use.started.v3), which is not older than wrong.use.started.v2",
            "take the record of 'wrong.use.started.v1'");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(StartedV3 older) {
            return new StartedV2(older.name());
        }
    }

    @EventType("wrong.use.started.v3")
    record StartedV3(String name) {
        @Upcast
        static StartedV3 from(StartedV2 older) {
            return new StartedV3(older.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
