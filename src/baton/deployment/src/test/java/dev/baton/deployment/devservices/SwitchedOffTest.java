package dev.baton.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withApplicationRoot(jar -> jar.addClass(Running.class))
            .overrideConfigKey("baton.devservices.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Test
    void startsNone() {
        assertThat(Running.ofBaton()).isEmpty();
        assertThat(ConfigProvider.getConfig().getOptionalValue("quarkus.datasource.reactive.url", String.class))
                .isEmpty();
    }
}
