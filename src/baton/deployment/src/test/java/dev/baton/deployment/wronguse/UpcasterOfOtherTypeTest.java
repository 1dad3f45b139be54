package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpcasterOfOtherTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class),
            "StartedV2.from() takes",
            "WrongUse$Ended (wrong.use.ended.v1), which is no version of wrong.use.started.v2");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(WrongUse.Ended older) {
            return new StartedV2(older.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
