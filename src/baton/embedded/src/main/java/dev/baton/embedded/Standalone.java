package dev.baton.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A program that runs a broker and a database until Ctrl-C and prints the environment variables that connect an
 * application to them.
 *
 * <p>Arguments: {@code --broker-port=N} and {@code --database-port=N} (default: free ports); {@code --directory=D} to
 * keep the data in D (default: the data is removed at the end; kept data survives {@code kill -9});
 * {@code --only=broker} or {@code --only=database} to run only one of the two.
 */
public final class Standalone {

    private static final Set<String> OPTIONS = Set.of("--broker-port", "--database-port", "--directory", "--only");
    private static final List<String> SERVICES = List.of("broker", "database");

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            run(parse(arguments));
        } catch (EmbeddedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Map<String, String> options) throws InterruptedException {
        EmbeddedBroker broker = new EmbeddedBroker(placement(options, "broker"), Map.of());
        EmbeddedDatabase database = new EmbeddedDatabase(placement(options, "database"), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, database), "stop"));
        List<String> environment = new ArrayList<>();
        CompletableFuture<?> brokerStart = CompletableFuture.completedFuture(null);
        if (wanted(options, "broker")) {
            brokerStart = CompletableFuture.runAsync(broker::start);
        }
        if (wanted(options, "database")) {
            database.start();
            environment.addAll(environment(database));
        }
        join(brokerStart);
        if (wanted(options, "broker")) {
            environment.add(0, "export KAFKA_BOOTSTRAP_SERVERS=" + broker.bootstrapServers());
        }
        environment.forEach(System.out::println);
        System.out.println("# Running until Ctrl-C.");
        new CountDownLatch(1).await();
    }

    private static boolean wanted(Map<String, String> options, String service) {
        return options.getOrDefault("--only", service).equals(service);
    }

    private static void stop(EmbeddedBroker broker, EmbeddedDatabase database) {
        database.close();
        broker.close();
    }

    private static void join(CompletableFuture<?> start) {
        try {
            start.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof EmbeddedException cause ? cause : e;
        }
    }

    private static List<String> environment(EmbeddedDatabase database) {
        return List.of(
                "export QUARKUS_DATASOURCE_REACTIVE_URL=" + database.reactiveUrl(),
                "export QUARKUS_DATASOURCE_USERNAME=" + EmbeddedDatabase.USER,
                "export QUARKUS_DATASOURCE_PASSWORD=" + EmbeddedDatabase.PASSWORD);
    }

    private static Placement placement(Map<String, String> options, String service) {
        Placement placement = Placement.temporary();
        String port = options.get("--" + service + "-port");
        String directory = options.get("--directory");
        placement = port == null ? placement : placement.onPort(number("--" + service + "-port", port));
        return directory == null ? placement : placement.keptIn(Path.of(directory, service));
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new EmbeddedException("%s must be a port number but was '%s'".formatted(option, value), e);
        }
    }

    private static Map<String, String> parse(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !OPTIONS.contains(parts[0])) {
                throw new EmbeddedException(
                        "Unknown argument '%s': use --broker-port=N, --database-port=N, --directory=D, --only=broker|database"
                                .formatted(argument));
            }
            options.put(parts[0], parts[1]);
        }
        String only = options.getOrDefault("--only", "broker");
        if (!SERVICES.contains(only)) {
            throw new EmbeddedException("--only must be one of %s but was '%s'".formatted(SERVICES, only));
        }
        return options;
    }
}
