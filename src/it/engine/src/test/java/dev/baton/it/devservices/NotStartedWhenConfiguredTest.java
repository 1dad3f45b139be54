package dev.baton.it.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotStartedWhenConfiguredTest {

    private static final EmbeddedBroker BROKER = new EmbeddedBroker().start();
    private static final EmbeddedDatabase DATABASE = MigratedDatabase.start();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withApplicationRoot(jar -> jar.addClasses(Running.class, MigratedDatabase.class))
            .overrideConfigKey("kafka.bootstrap.servers", BROKER.bootstrapServers())
            .overrideConfigKey("quarkus.datasource.reactive.url", DATABASE.reactiveUrl())
            .overrideConfigKey("quarkus.datasource.username", EmbeddedDatabase.USER)
            .overrideConfigKey("quarkus.datasource.password", EmbeddedDatabase.PASSWORD)
            .overrideConfigKey("expected.broker", BROKER.bootstrapServers())
            .overrideConfigKey("expected.database", DATABASE.reactiveUrl())
            .setAfterAllCustomizer(NotStartedWhenConfiguredTest::close);

    @Test
    void theApplicationHasItsOwn() {
        assertThat(config("kafka.bootstrap.servers")).isEqualTo(config("expected.broker"));
        assertThat(config("quarkus.datasource.reactive.url")).isEqualTo(config("expected.database"));
    }

    @Test
    void noneWasStarted() {
        assertThat(Running.ofBaton()).isEmpty();
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static void close() {
        BROKER.close();
        DATABASE.close();
    }
}
