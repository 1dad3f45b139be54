package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpcasterOfNoEventRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class, Plain.class),
            "StartedV2.from() must take one event record, that of the version before wrong.use.started.v2, but takes [",
            "Plain]");

    record Plain(String name) {}

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(Plain older) {
            return new StartedV2(older.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
