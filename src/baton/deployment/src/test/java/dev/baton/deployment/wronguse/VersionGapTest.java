package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VersionGapTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV3.class),
            "StartedV3 (wrong.use.started.v3) there is a gap",
            "add a record of type 'wrong.use.started.v2'");

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
