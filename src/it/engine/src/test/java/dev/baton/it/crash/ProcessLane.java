package dev.baton.it.crash;

import static org.assertj.core.api.Assertions.fail;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.it.crash.ApplicationProcess.Ended;
import dev.baton.it.crash.Boundary.Moment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broker, a database, and the application in separate processes, one after another. Not thread-safe. */
final class ProcessLane implements AutoCloseable {

    private static final int TRIES_TO_REACH_IT = 3;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("KAFKA_SESSION_TIMEOUT_MS", "1000"),
            Map.entry("KAFKA_HEARTBEAT_INTERVAL_MS", "200"),
            Map.entry("KAFKA_INTERCEPTOR_CLASSES", WatchedConsumer.class.getName()),
            Map.entry("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER),
            Map.entry("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD),
            Map.entry("QUARKUS_HTTP_HOST_ENABLED", "false"),
            Map.entry("BATON_KAFKA_CREATE_TOPICS", "true"),
            Map.entry("BATON_KAFKA_PARTITIONS", "1"),
            Map.entry("BATON_KAFKA_COMMIT_INTERVAL", "20ms"),
            Map.entry("BATON_RELAY_POLL_INTERVAL", "20ms"),
            Map.entry("BATON_RETRY_ATTEMPTS_IN_PLACE", "1"),
            Map.entry("BATON_RETRY_ATTEMPTS", "3"),
            Map.entry("BATON_RETRY_DELAY", "10ms"),
            Map.entry("BATON_RETRY_POLL_INTERVAL", "20ms"),
            Map.entry("BATON_RETRY_WATCH_INTERVAL", "100ms"),
            Map.entry("BATON_INBOX_EXPIRY_INTERVAL", "100ms"));

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final EmbeddedDatabase database = new EmbeddedDatabase();
    private final Outside outside;
    private final ApplicationProcess application;

    /** @param log is appended to */
    ProcessLane(List<String> command, Path log) throws SQLException {
        broker.start();
        database.start();
        MigratedDatabase.migrate(database);
        outside = new Outside(
                database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD, broker.bootstrapServers());
        application = new ApplicationProcess(command, environment(), log);
    }

    /** Returns how often the application was started. */
    int starts() {
        return application.starts();
    }

    /**
     * Returns each boundary that an undisturbed run reaches, with the first scenario that reaches it. The boundary
     * after one call of a transaction is the one before the next call, so the boundaries before calls are only those of
     * first calls.
     */
    Map<Boundary, Scenario> boundaries() throws Ended {
        Map<Boundary, Scenario> found = new LinkedHashMap<>();
        Scenario.HANDLED.complete(application, outside, "warm");
        for (Scenario scenario : Scenario.values()) {
            application.note();
            scenario.complete(application, outside, scenario + "-whole");
            application.seen().stream()
                    .filter(boundary -> boundary.moment() == Moment.AFTER || boundary.isFirstOnItsConnection())
                    .forEach(boundary -> found.putIfAbsent(boundary, scenario));
        }
        return found;
    }

    /** Stops the process at the boundaries, each in a separate run of its scenario, which must leave no trace. */
    void stopAt(Map<Boundary, Scenario> boundaries) throws Ended {
        Map<String, Scenario> customers = new LinkedHashMap<>();
        for (Map.Entry<Boundary, Scenario> boundary : boundaries.entrySet()) {
            customers.put(stopAt(boundary.getKey(), boundary.getValue(), customers.size()), boundary.getValue());
        }
        customers.forEach((customer, scenario) -> scenario.check(outside, customer));
    }

    private String stopAt(Boundary boundary, Scenario scenario, int number) throws Ended {
        String customer = "";
        for (int tried = 0; tried < TRIES_TO_REACH_IT; tried++) {
            int starts = application.starts();
            if (!haltsAt(boundary, tried)) {
                return customer;
            }
            customer = scenario + "-" + number + "-" + tried;
            scenario.complete(application, outside, customer);
            if (application.starts() > starts) {
                return customer;
            }
        }
        return fail("in %d runs of %s no process came to this boundary: %s", TRIES_TO_REACH_IT, scenario, boundary);
    }

    /**
     * Returns false if the boundary was reached only after the scenario was complete, as happens with calls that only
     * loops make.
     */
    private boolean haltsAt(Boundary boundary, int tried) throws Ended {
        try {
            application.haltAt(boundary);
            return true;
        } catch (Ended e) {
            if (tried == 0) {
                throw e;
            }
            application.startAgain();
            return false;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(SETTINGS);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        return environment;
    }

    @Override
    public void close() throws SQLException {
        try (broker;
                database;
                outside;
                application) {
            application.finish();
        }
    }
}
