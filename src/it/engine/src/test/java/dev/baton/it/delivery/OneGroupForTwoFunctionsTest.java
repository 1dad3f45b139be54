package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two functions with one consumer group, which prevents the start, because they would take each other's events. */
class OneGroupForTwoFunctionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("mp.messaging.incoming.count-step.group.id", "shop")
            .overrideConfigKey("mp.messaging.incoming.spread.group.id", "shop")
            .assertException(failure -> assertThat(failure)
                    .rootCause()
                    .hasMessageContaining("one consumer group, group.id=shop")
                    .hasMessageContaining("mp.messaging.incoming.spread.group.id")
                    .hasMessageContaining("mp.messaging.incoming.count-step.group.id"));

    @Test
    void itDoesNotStart() {
        fail("it has started");
    }
}
