package dev.baton.migrator;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The JDBC URL of a database, with the user that may change its schema. */
record Database(String url, @Nullable String user, @Nullable String password) {

    private static final int SECONDS_TO_CONNECT = 10;

    /** Reads the environment variables that Quarkus also reads. */
    static Database from(Map<String, String> environment) {
        String jdbc = environment.get("QUARKUS_DATASOURCE_JDBC_URL");
        String reactive = environment.get("QUARKUS_DATASOURCE_REACTIVE_URL");
        Database database;
        if (jdbc != null) {
            database = new Database(jdbc, null, null);
        } else if (reactive != null) {
            database = ofReactive(reactive);
        } else {
            throw new MigrationException(
                    "No database: set QUARKUS_DATASOURCE_REACTIVE_URL, for example to postgresql://127.0.0.1:5432/baton, or QUARKUS_DATASOURCE_JDBC_URL");
        }
        return new Database(
                database.url(),
                environment.getOrDefault("QUARKUS_DATASOURCE_USERNAME", database.user()),
                environment.getOrDefault("QUARKUS_DATASOURCE_PASSWORD", database.password()));
    }

    private static Database ofReactive(String configured) {
        String first = configured.split(",", 2)[0].trim().replaceFirst("^vertx-reactive:", "");
        URI uri = URI.create(first.replaceFirst("^postgres:", "postgresql:"));
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new MigrationException(
                    "QUARKUS_DATASOURCE_REACTIVE_URL must look like postgresql://host:5432/database but was '%s'"
                            .formatted(withoutPassword(configured)));
        }
        String[] login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        return new Database(jdbcUrl(uri), login[0].isEmpty() ? null : login[0], login.length == 2 ? login[1] : null);
    }

    private static String jdbcUrl(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
    }

    /** Returns the URL for messages, without the parts that may be secret. */
    String address() {
        return withoutPassword(url);
    }

    private static String withoutPassword(String url) {
        return url.replaceAll("//[^@/]*@", "//").replaceAll("\\?.*", "");
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new MigrationException("Not a JDBC URL of PostgreSQL: '%s'".formatted(withoutPassword(url)), e);
        }
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(SECONDS_TO_CONNECT);
        return source;
    }
}
