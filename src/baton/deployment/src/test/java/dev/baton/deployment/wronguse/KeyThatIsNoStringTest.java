package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyThatIsNoStringTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            WrongUse.of(WrongUse.classes(Counted.class), "@EventKey number of", "Counted must be a String but is int");

    @EventType("wrong.use.counted.v1")
    record Counted(@EventKey int number) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
