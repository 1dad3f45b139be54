package dev.baton.deployment.wronguse;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.EventData;
import dev.baton.EventType;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RawDataBesideOthersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = WrongUse.of(
            WrongUse.classes(Named.class),
            "Named has @EventData photo beside other components: [name, photo]: keep the one");

    @EventType("wrong.use.named.v1")
    record Named(String name, @EventData byte[] photo) {}

    @Test
    void isRefusedByTheBuild() {
        fail("the build should have refused this application");
    }
}
