package dev.baton.deployment.devservices;

import dev.baton.deployment.DatasourceBuildItem;
import dev.baton.embedded.EmbeddedDatabase;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The user as which the application connects: the configured one or, by default, the embedded database's own. */
record Login(String user, String password) {

    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    static Login configured(DatasourceBuildItem datasource) {
        Config config = ConfigProvider.getConfig();
        return new Login(
                config.getOptionalValue(datasource.key(USERNAME), String.class).orElse(EmbeddedDatabase.USER),
                config.getOptionalValue(datasource.key(PASSWORD), String.class).orElse(EmbeddedDatabase.PASSWORD));
    }
}
