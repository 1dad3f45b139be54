package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class NoParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            WrongUse.of(WrongUse.classes(TakesNothing.class), "TakesNothing.take()", "must take one event but takes 0");

    public static class TakesNothing {
        @Funq
        public void take() {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
