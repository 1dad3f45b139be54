package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.Cron;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleThatIsNoCronTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Due.class, Clean.class),
            "Clean.clean()",
            "the cron expression '0 25 * * *' can't be read",
            "Value 25 not in range [0, 23]");

    @EventType("wrong.use.due.v1")
    record Due(Instant time) {}

    public static class Clean {
        @Funq
        @Cron("0 25 * * *")
        public void clean(Due due) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have failed");
    }
}
