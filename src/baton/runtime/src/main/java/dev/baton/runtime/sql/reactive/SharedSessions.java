package dev.baton.runtime.sql.reactive;

import io.vertx.pgclient.PgConnectOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Options of connections to a pooler that gives each transaction another session of PostgreSQL. */
final class SharedSessions {

    private static final Logger LOG = Logger.getLogger(SharedSessions.class);

    /** A parameter that the client sends by default, and needs only for numbers in text format, which it does not use. */
    private static final String EXTRA_FLOAT_DIGITS = "extra_float_digits";

    /** The parameters that PgBouncer carries from session to session. */
    private static final Set<String> CARRIED =
            Set.of("application_name", "client_encoding", "datestyle", "timezone", "standard_conforming_strings");

    private SharedSessions() {}

    /**
     * Makes the client prepare a statement in the message that executes it, and leave out the parameter that poolers
     * refuse. Logs a warning for each other parameter that they refuse.
     */
    static void fit(PgConnectOptions options) {
        options.setCachePreparedStatements(false).setUseLayer7Proxy(true);
        Map<String, String> parameters = new HashMap<>(options.getProperties());
        parameters.remove(EXTRA_FLOAT_DIGITS);
        options.setProperties(parameters);
        parameters.keySet().stream()
                .filter(name -> !CARRIED.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> LOG.warnf(
                        "A pooler refuses or ignores a parameter of the datasource; set it for the database user (alter role): parameter=%s",
                        name));
    }
}
