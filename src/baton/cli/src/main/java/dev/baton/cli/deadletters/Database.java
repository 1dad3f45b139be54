package dev.baton.cli.deadletters;

import dev.baton.cli.error.CommandFailedException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.postgresql.Driver;

/**
 * The address of the database, the login, and the schema with Baton's tables, read from the settings of the functions
 * in system properties or environment variables.
 */
record Database(String url, String user, String password, String schema) {

    private static final String URL = "quarkus.datasource.reactive.url";

    static Database from(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        String configured = setting(environment, properties, URL)
                .orElseThrow(() ->
                        new CommandFailedException("No database: set QUARKUS_DATASOURCE_REACTIVE_URL, for example to"
                                + " postgresql://127.0.0.1:5432/baton"));
        URI uri = parse(configured);
        String[] login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Database(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                setting(environment, properties, "quarkus.datasource.username").orElse(login[0]),
                setting(environment, properties, "quarkus.datasource.password")
                        .orElse(login.length == 2 ? login[1] : ""),
                setting(environment, properties, "baton.database.schema")
                        .filter(name -> !name.isBlank())
                        .orElse("public"));
    }

    private static URI parse(String configured) {
        String first = configured.split(",", 2)[0].trim().replaceFirst("^vertx-reactive:", "");
        try {
            URI uri = URI.create(first.replaceFirst("^postgres:", "postgresql:"));
            if ("postgresql".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrongUrl();
        }
        throw wrongUrl();
    }

    private static CommandFailedException wrongUrl() {
        return new CommandFailedException(
                "QUARKUS_DATASOURCE_REACTIVE_URL must look like postgresql://host:5432/database");
    }

    private static Optional<String> setting(
            UnaryOperator<String> environment, UnaryOperator<String> properties, String name) {
        return Optional.ofNullable(properties.apply(name))
                .or(() -> Optional.ofNullable(
                        environment.apply(name.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "10");
        login.setProperty("prepareThreshold", "0"); // a pooler may not find the prepared statement again
        login.setProperty("ApplicationName", "baton dead-letters");
        return new Driver().connect(url, login);
    }

    /** Returns SQL with the schema before the names of Baton's tables and functions, which begin so. */
    String qualify(String sql) {
        String quoted = '"' + schema.replace("\"", "\"\"") + '"';
        return sql.replaceAll("\\bbaton_", Matcher.quoteReplacement(quoted + ".baton_"));
    }

    String address() {
        return url.replaceFirst("\\?.*", "");
    }
}
