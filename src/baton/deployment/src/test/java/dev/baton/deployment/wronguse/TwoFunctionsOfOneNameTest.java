package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class TwoFunctionsOfOneNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(LogStart.class, Other.class),
            "two functions have the name 'log-start'",
            "LogStart.log()",
            "Other.log()",
            "@Funq(\"another-name\")");

    public static class LogStart {
        @Funq
        public void log(WrongUse.Started started) {}
    }

    public static class Other {
        @Funq("log-start")
        public void log(WrongUse.Started started) {}
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
