package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.RetryPolicy;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetryPolicyThatCannotBeReadTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Start.class),
            "Start.start()",
            "delay='soon', which is not a duration: write it as 200ms, 5s or 1m",
            "must have attemptsInPlace of at least 1 but it was -1");

    public static class Start {
        @Funq
        @RetryPolicy(attemptsInPlace = -1, delay = "soon")
        public void start(WrongUse.Started started) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have failed");
    }
}
