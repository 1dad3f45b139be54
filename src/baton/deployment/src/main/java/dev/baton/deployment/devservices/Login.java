package dev.baton.deployment.devservices;

import dev.baton.embedded.EmbeddedDatabase;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The user as which the application connects: the configured one or, by default, the embedded database's own. */
record Login(String user, String password) {

    static final String USERNAME = "quarkus.datasource.username";
    static final String PASSWORD = "quarkus.datasource.password";

    static Login configured() {
        Config config = ConfigProvider.getConfig();
        return new Login(
                config.getOptionalValue(USERNAME, String.class).orElse(EmbeddedDatabase.USER),
                config.getOptionalValue(PASSWORD, String.class).orElse(EmbeddedDatabase.PASSWORD));
    }
}
