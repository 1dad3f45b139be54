package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class BlockingWithoutBlockingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Sleeps.class),
            "Sleeps.sleep()",
            "calls java.lang.Thread.sleep, which blocks",
            "annotate the function with @Blocking");

    public static class Sleeps {
        @Funq
        public void sleep(WrongUse.Started started) throws InterruptedException {
            Thread.sleep(1);
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
