package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTypeThatIsNoTopicTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Blank.class),
            "@EventType of",
            "Blank must match",
            "was 'wrong use'",
            "name of a Kafka topic");

    @EventType("wrong use")
    record Blank(String name) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
