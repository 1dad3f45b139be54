package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunctionOfPrivateClassTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Hidden.class), "Hidden.take() can't be called", "make its class and its method public");

    static class Hidden {
        @Funq
        public void take(WrongUse.Started started) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
