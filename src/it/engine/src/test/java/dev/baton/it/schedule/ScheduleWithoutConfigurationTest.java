package dev.baton.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleWithoutConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Cleaning.CLASSES))
            // What such an application has started by then is not stopped, and would go on beside later tests.
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining(
                            "@Cron has the expression '${cleaning.zone}', but the configuration has no cleaning.zone"));

    @Test
    void failsTheStart() {
        fail("the application should not have started");
    }
}
