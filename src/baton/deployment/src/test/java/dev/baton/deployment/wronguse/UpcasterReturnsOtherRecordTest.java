package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpcasterReturnsOtherRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class),
            "StartedV2.from() returns dev.baton.deployment.wronguse.WrongUse$Started",
            "let it return its own record, ",
            "StartedV2");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static WrongUse.Started from(WrongUse.Started older) {
            return older;
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
