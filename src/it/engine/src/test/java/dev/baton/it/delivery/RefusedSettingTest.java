package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A setting of all Kafka clients that would break a guarantee and therefore prevents the start. */
class RefusedSettingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Holding.CLASSES))
            .overrideConfigKey("kafka.enable.auto.commit", "true")
            .assertException(failure -> assertThat(failure)
                    .rootCause()
                    .hasMessage(
                            "enable.auto.commit=true would break a guarantee of the function hold: an offset must be"
                                    + " committed after the transaction of its event. Remove the setting"
                                    + " (mp.messaging.incoming.hold.enable.auto.commit,"
                                    + " mp.messaging.connector.smallrye-kafka.enable.auto.commit, "
                                    + "kafka.enable.auto.commit, or a"
                                    + " customizer of the channel); it must be false"));

    @Test
    void itDoesNotStart() {
        fail("it has started");
    }
}
