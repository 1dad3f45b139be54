package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.FollowUp;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class EmitsSeveralKindsUndeclaredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            WrongUse.of(WrongUse.classes(EmitsAnything.class), "EmitsAnything.emit()", "needs @Emits");

    public static class EmitsAnything {
        @Funq
        public List<FollowUp<?>> emit(WrongUse.Started started) {
            return List.of(FollowUp.of(new WrongUse.Ended(started.name())));
        }
    }

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
