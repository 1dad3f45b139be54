package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoKeysTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            WrongUse.of(WrongUse.classes(Paired.class), "Paired has more than one @EventKey: [left, right]");

    @EventType("wrong.use.paired.v1")
    record Paired(@EventKey String left, @EventKey String right) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
