package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import dev.baton.Scheduled;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoSchedulesOfOneEventTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Due.class, Clean.class, Tidy.class),
            "two functions have a schedule and take",
            "Clean.clean()",
            "Tidy.tidy()");

    @EventType("wrong.use.due.v1")
    record Due(Instant time) {}

    public static class Clean {
        @Funq
        @Scheduled(cron = "0 3 * * *")
        public void clean(Due due) {}
    }

    public static class Tidy {
        @Funq
        @Scheduled(cron = "0 4 * * *")
        public void tidy(Due due) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
