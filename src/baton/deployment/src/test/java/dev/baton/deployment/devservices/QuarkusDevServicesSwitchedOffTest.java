package dev.baton.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuarkusDevServicesSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withApplicationRoot(jar -> jar.addClass(Running.class))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Test
    void startsNone() {
        assertThat(Running.ofBaton()).isEmpty();
    }
}
