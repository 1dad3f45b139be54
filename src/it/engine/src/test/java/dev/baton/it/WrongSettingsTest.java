package dev.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A setting that does not exist and two with values that are not allowed, in one application, which has no functions. */
class WrongSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideRuntimeConfigKey("baton.delivery.batchsize", "100")
            .overrideRuntimeConfigKey("baton.relay.poll-interval", "0")
            .overrideRuntimeConfigKey("baton.database.schema", "Shop-EU")
            .assertException(refused -> assertThat(refused)
                    .hasMessageContainingAll(
                            "baton.delivery.batchsize is not a setting of Baton",
                            "The most similar one is baton.delivery.batch-size",
                            "baton.relay.poll-interval is PT0S, but must be from 10ms",
                            "baton.database.schema is 'Shop-EU', but must be a lower-case letter"));

    @Test
    void allAreRefusedAtStart() {
        fail("the application started");
    }
}
