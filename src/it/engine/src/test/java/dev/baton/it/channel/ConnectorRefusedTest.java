package dev.baton.it.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectorRefusedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Asking.CLASSES))
            .overrideConfigKey("mp.messaging.outgoing.baton-outbox.connector", "smallrye-in-memory")
            .assertException(refused -> assertThat(refused)
                    .hasMessageContainingAll(
                            "setting=mp.messaging.outgoing.baton-outbox.connector value=smallrye-in-memory",
                            "baton.relay.sink",
                            "Set mp.messaging.outgoing.baton-outbox.connector=smallrye-kafka"));

    @Test
    void itIsRefusedAtStart() {
        fail("the application started");
    }
}
