package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Upcast;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class FunctionOfOlderVersionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(StartedV2.class, Start.class),
            "Start.start() takes dev.baton.deployment.wronguse.WrongUse$Started (wrong.use.started.v1), but the newest version of it is wrong.use.started.v2",
            "take the record of that");

    @EventType("wrong.use.started.v2")
    record StartedV2(String name) {
        @Upcast
        static StartedV2 from(WrongUse.Started older) {
            return new StartedV2(older.name());
        }
    }

    public static class Start {
        @Funq
        public void start(WrongUse.Started started) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
