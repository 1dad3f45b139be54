package dev.baton.it.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only the database, for the user that the application names. */
class OneSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .withApplicationRoot(jar -> jar.addClass(Running.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("quarkus.datasource.username", "ada")
            .overrideConfigKey("quarkus.datasource.password", "lovelace")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @jakarta.inject.Inject
    io.vertx.mutiny.sqlclient.Pool pool;

    @Test
    void startsTheOther() {
        assertThat(Running.ofBaton()).containsExactly("PostgreSQL, embedded");
        assertThat(ConfigProvider.getConfig().getOptionalValue("kafka.bootstrap.servers", String.class))
                .isEmpty();
    }

    @Test
    void theDatabaseLetsTheApplicationsUserIn() {
        assertThat(pool.query("select current_user from baton_inbox right join (values (1)) one on true")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("ada");
    }
}
