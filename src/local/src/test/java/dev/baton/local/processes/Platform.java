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

/** Processes of the platform on one broker and one database; each writes its log into {@code target/processes}. */
public final class Platform implements AutoCloseable {
    private static final long MIGRATION_SECONDS = 120;

    private final Path logs;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<ServiceProcess> services = new ArrayList<>();

    /** @param folder of {@code target/processes}, so that the logs of several platforms stay apart */
    public Platform(String folder, String bootstrapServers, EmbeddedDatabase database) {
        logs = folder(folder);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.put("CHAT_DEV_SESSIONS", "true");
        // How long the partitions of a process that was killed wait for another one.
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "3000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
    }

    /** Where logs of this name go; created, and emptied of those of an earlier run. */
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

    /** For processes that are added after this. */
    public Platform set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Brings schema and topics up to date, in a process of its own. */
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

    /** A process that is not started yet. */
    public ServiceProcess add(String name, List<String> command) {
        return add(name, command, Map.of());
    }

    /** @param extra environment variables of this process alone */
    public ServiceProcess add(String name, List<String> command, Map<String, String> extra) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(extra);
        ServiceProcess service = new ServiceProcess(name, command, all, logs.resolve(name + ".log"));
        services.add(service);
        return service;
    }

    /** In the order in which they were added. */
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
