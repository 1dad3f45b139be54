package dev.baton.local.processes;

import dev.baton.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Processes of the platform with one broker and one database; each writes its log to {@code target/processes}. */
public final class Platform implements AutoCloseable {
    private static final long MIGRATION_SECONDS = 120;

    private final Path logs;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<ServiceProcess> services = new ArrayList<>();

    /** @param folder a folder in {@code target/processes}, which keeps the logs of several platforms apart */
    public Platform(String folder, String bootstrapServers, EmbeddedDatabase database) {
        this(folder, bootstrapServers, database.reactiveUrl());
    }

    /** @param database the URL of the database, which has the user and password of an embedded one */
    public Platform(String folder, String bootstrapServers, String database) {
        logs = folder(folder);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database);
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.put("CHAT_DEV_SESSIONS", "true");
        // Determines how long the partitions of a killed process wait for another one.
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "3000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
    }

    /** Returns the folder for logs of this name; creates it, and deletes the logs of an earlier run. */
    public static Path folder(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "processes").resolve(name));
            try (var files = Files.newDirectoryStream(folder, "*.log")) {
                for (Path old : files) {
                    Files.delete(old);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The logs of " + name + " have no place", e);
        }
    }

    /** Sets an environment variable for processes that are added later. */
    public Platform set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Brings the schema and topics up to date, in a separate process. */
    public Platform migrate() throws IOException, InterruptedException {
        Path log = logs.resolve("migrate.log");
        ProcessBuilder builder = new ProcessBuilder(Executables.migrations())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MIGRATION_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The migration failed: " + Files.readString(log));
        }
        return this;
    }

    /** Adds a process without starting it. */
    public ServiceProcess add(String name, List<String> command) {
        return add(name, command, Map.of());
    }

    /** @param extra environment variables for this process only */
    public ServiceProcess add(String name, List<String> command, Map<String, String> extra) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(extra);
        ServiceProcess service = new ServiceProcess(name, command, all, logs.resolve(name + ".log"));
        services.add(service);
        return service;
    }

    /** Returns the processes in the order in which they were added. */
    public List<ServiceProcess> services() {
        return services;
    }

    public void start() {
        services.forEach(ServiceProcess::start);
        services.forEach(ServiceProcess::awaitReady);
    }

    @Override
    public void close() throws InterruptedException {
        for (ServiceProcess service : services) {
            service.terminate();
        }
        for (ServiceProcess service : services) {
            service.close();
        }
    }
}
