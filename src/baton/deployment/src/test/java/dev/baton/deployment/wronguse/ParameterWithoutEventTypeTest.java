package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class ParameterWithoutEventTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Plain.class, TakesPlain.class),
            "TakesPlain.take()",
            "Plain, which has no @EventType",
            "annotate the record");

    record Plain(String name) {}

    public static class TakesPlain {
        @Funq
        public void take(Plain plain) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
