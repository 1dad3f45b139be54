package dev.baton.it.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A setting for all Kafka clients would break a guarantee of the outbox. */
class AcksRefusedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Asking.CLASSES))
            .overrideConfigKey("kafka.acks", "1")
            .assertException(refused -> assertThat(refused)
                    .hasMessageContainingAll(
                            "setting=kafka.acks value=1", "lost", "Set mp.messaging.outgoing.baton-outbox.acks=all"));

    @Test
    void itIsRefusedAtStart() {
        fail("the application started");
    }
}
