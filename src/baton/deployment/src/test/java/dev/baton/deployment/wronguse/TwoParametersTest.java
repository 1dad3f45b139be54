package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class TwoParametersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(TakesTwo.class), "TakesTwo.take()", "must take one event but takes 2", "@Context");

    public static class TakesTwo {
        @Funq
        public void take(WrongUse.Started started, WrongUse.Ended ended) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
