package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoUpcastersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class),
            "StartedV2 has two methods annotated with @Upcast",
            "keep the one that takes the version before it");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(WrongUse.Started older) {
            return new StartedV2(older.name());
        }

        @Upcast
        static StartedV2 of(WrongUse.Started older) {
            return new StartedV2(older.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
