package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventData;
import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RawDataOfAnotherTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Counted.class),
            "@EventData count of",
            "must be a byte[] or a String but is int: change its type");

    @EventType("wrong.use.counted.v1")
    record Counted(@EventData int count) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
