package dev.baton.bench;

import dev.baton.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes to measure. Logs are in the directory for temporary files, as baton-bench-*.log. */
final class Processes {

    private final Services services;
    private final Settings.Jars jars;

    Processes(Services services, Settings.Jars jars) {
        this.services = services;
        this.jars = jars;
    }

    /** Starts the real function process, with its relay. */
    Launched logMessage(Map<String, String> environment) throws IOException {
        return quarkus("log-message", jars.logMessage(), environment);
    }

    Launched gateway() throws IOException {
        return quarkus("gateway", jars.gateway(), Map.of("CHAT_DEV_SESSIONS", "true"));
    }

    Launched plain() throws IOException {
        return quarkus("plain", jars.plain(), Map.of());
    }

    /** Starts the same application as a consumer in batch mode that does nothing with the records. */
    Launched plainDiscarding() throws IOException {
        return quarkus(
                "plain-discarding",
                jars.plain(),
                Map.of(
                        "BENCH_RELAY", "false",
                        "MP_MESSAGING_INCOMING_POSTED_ENABLED", "false",
                        "MP_MESSAGING_INCOMING_HEAR_ENABLED", "false",
                        "MP_MESSAGING_INCOMING_DISCARDED_ENABLED", "true"));
    }

    /** Starts Kafka's client in a loop that does nothing with the records. */
    Launched discardByHand() throws IOException {
        List<String> command = java(List.of());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                DiscardByHand.class.getName(),
                services.bootstrapServers()));
        return Launched.start(new ProcessBuilder(command), log("discard-by-hand"));
    }

    /** @param consumers the number of consumers; 0 starts only the relay */
    Launched handWritten(int consumers) throws IOException {
        List<String> command = java(List.of());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HandWritten.class.getName(),
                services.bootstrapServers(),
                services.database().jdbcUrl(),
                Integer.toString(consumers)));
        return Launched.start(new ProcessBuilder(command), log("hand-written"));
    }

    /** Starts the function process with the given command. */
    Launched functionBy(List<String> command) throws IOException {
        return quarkus("log-message", command, Map.of());
    }

    private Launched quarkus(String name, Path jar, Map<String, String> environment) throws IOException {
        List<String> command = java(options());
        command.addAll(List.of("-jar", jar.toString()));
        return quarkus(name, command, environment);
    }

    private Launched quarkus(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        services.bootstrapServers(),
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        services.database().reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        EmbeddedDatabase.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        EmbeddedDatabase.PASSWORD));
        builder.environment().putAll(environment);
        return Launched.start(builder, log(name));
    }

    private static Path log(String name) {
        return Path.of(System.getProperty("java.io.tmpdir"), "baton-bench-" + name + ".log");
    }

    static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(thisJava().toString());
        command.add("-Xmx1g");
        command.addAll(options);
        return command;
    }

    /** Returns the user's options for the JVMs of the Quarkus processes. */
    static List<String> options() {
        String options = System.getProperty("bench.java-options", "");
        return options.isEmpty() ? List.of() : List.of(options.split(" "));
    }
}
