package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class EmitsNoEventTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(EmitsText.class), "EmitsText.emit()", "emits java.lang.String", "return event records");

    public static class EmitsText {
        @Funq
        public Uni<String> emit(WrongUse.Started started) {
            return Uni.createFrom().item(started.name());
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
