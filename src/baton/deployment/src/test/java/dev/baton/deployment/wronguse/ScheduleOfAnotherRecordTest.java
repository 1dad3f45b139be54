package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Scheduled;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleOfAnotherRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Due.class, Clean.class),
            "Clean.clean()",
            "Due must have exactly one component, a java.time.Instant",
            "but has [String room, Instant time]");

    @EventType("wrong.use.due.v1")
    record Due(String room, Instant time) {}

    public static class Clean {
        @Funq
        @Scheduled(cron = "0 3 * * *")
        public void clean(Due due) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
