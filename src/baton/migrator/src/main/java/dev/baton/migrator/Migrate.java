package dev.baton.migrator;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that brings the schema of every component on its class path up to date, {@code baton} first, and creates
 * the missing topics. A component {@code c} is a folder {@code db/c} with files {@code V<version>__<what>.sql}, and may
 * list its topics in {@code db/c/topics.txt}.
 *
 * <p>It reads the environment variables {@code QUARKUS_DATASOURCE_JDBC_URL} or else {@code _REACTIVE_URL},
 * {@code _USERNAME} and {@code _PASSWORD}; {@code KAFKA_BOOTSTRAP_SERVERS} (without it, topics are left alone) and
 * other settings of a Kafka client; {@code BATON_KAFKA_REPLICATION_FACTOR}; {@code BATON_DATABASE_SCHEMA}, the schema of the tables;
 * {@code BATON_NAMESPACE}, the namespace of rows from before version 7 of the component {@code baton}; and {@code BATON_MIGRATE_WAIT_SECONDS} (default 30), the
 * time to wait for a database or a broker that doesn't answer.
 *
 * <p>The exit status is 0 on success, 1 on failure, with the reason on standard error, and 2 on wrong use: the program
 * takes no arguments.
 */
public final class Migrate {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final String DIRECTLY =
            ". The address is that of a pooler: set QUARKUS_DATASOURCE_JDBC_URL to the address of PostgreSQL itself";
    private static final String USAGE = """
            usage: ./baton migrate, without arguments. It reads these environment variables:
              QUARKUS_DATASOURCE_JDBC_URL or QUARKUS_DATASOURCE_REACTIVE_URL, QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD
              KAFKA_BOOTSTRAP_SERVERS and other KAFKA_* of a Kafka client; without it topics are left alone
              BATON_KAFKA_REPLICATION_FACTOR   of new topics; default: the broker's
              BATON_DATABASE_SCHEMA            the schema of the tables, which is created if it is missing; default: public
              BATON_NAMESPACE                  the namespace of rows from before version 7 of component baton
              BATON_MIGRATE_WAIT_SECONDS       how long to wait for a database or a broker that doesn't answer; default: 30""";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final ClassLoader classLoader;

    Migrate(Map<String, String> environment, PrintStream out, PrintStream err, ClassLoader classLoader) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.classLoader = classLoader;
    }

    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        ClassLoader classLoader = Migrate.class.getClassLoader();
        System.exit(new Migrate(System.getenv(), System.out, System.err, classLoader).run(arguments));
    }

    int run(String... arguments) {
        if (arguments.length > 0) {
            err.println(USAGE);
            return 2;
        }
        try {
            int secondsToWait = secondsToWait();
            List<String> components = Components.on(new ClassPath(classLoader));
            schema(components, secondsToWait);
            topics(components, secondsToWait);
            return 0;
        } catch (MigrationException e) {
            err.println("baton migrate: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
            return 1;
        }
    }

    private void schema(List<String> components, int secondsToWait) {
        Database database = Database.from(environment);
        await(database, Duration.ofSeconds(secondsToWait));
        Migrations.migrate(
                        database.url(),
                        database.user(),
                        database.password(),
                        components,
                        setting("BATON_DATABASE_SCHEMA").orElse(Migrations.PUBLIC),
                        setting("BATON_NAMESPACE"),
                        classLoader)
                .forEach(out::println);
    }

    private void topics(List<String> components, int secondsToWait) {
        if (environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "").isBlank()) {
            out.println("topics: not checked, because KAFKA_BOOTSTRAP_SERVERS is not set");
            return;
        }
        Topics topics = new Topics(environment, secondsToWait);
        List<String> created = components.stream()
                .flatMap(each -> topics.create(each, classLoader).stream())
                .toList();
        out.println(created.isEmpty() ? "topics: up to date" : "topics: created " + String.join(", ", created));
    }

    private static void await(Database database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = database.connect()) {
                return;
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() - deadline > 0) {
                    throw new MigrationException(
                            "Cannot connect to the database %s as user '%s': %s%s"
                                    .formatted(
                                            database.address(),
                                            database.user(),
                                            e.getMessage(),
                                            refusedByPooler(e) ? DIRECTLY : ""),
                            e);
                }
                pause();
            }
        }
    }

    /**
     * Returns whether another attempt may succeed: there is no connection, or the server is starting. A wrong password,
     * for example, stays wrong.
     */
    private static boolean mayPass(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return !refusedByPooler(e) && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static boolean refusedByPooler(SQLException e) {
        return String.valueOf(e.getMessage()).contains("unsupported startup parameter");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while waiting for the database", e);
        }
    }

    private Optional<String> setting(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private int secondsToWait() {
        String value = environment.getOrDefault("BATON_MIGRATE_WAIT_SECONDS", "30");
        if (!value.matches("[0-9]{1,5}")) {
            throw new MigrationException(
                    "BATON_MIGRATE_WAIT_SECONDS must be a whole number of seconds but was '%s'".formatted(value));
        }
        return Math.max(1, Integer.parseInt(value));
    }
}
