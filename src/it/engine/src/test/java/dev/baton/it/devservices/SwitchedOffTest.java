package dev.baton.it.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withEmptyApplication()
            .overrideConfigKey("baton.devservices.enabled", "false")
            .assertException(failure -> {
                assertThat(failure)
                        .hasStackTraceContaining("set configuration property 'quarkus.datasource.reactive.url'");
                assertThat(Running.ofBaton()).isEmpty();
            });

    @Test
    void startsNone() {
        fail("the application should have missed its database");
    }
}
