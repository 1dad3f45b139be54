package dev.baton.local.processes;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The gateway and the seven functions as processes of their own, on one broker, one database and one mail server. */
final class EightProcesses implements AutoCloseable {
    private static final List<String> FUNCTIONS = List.of(
            "log-message",
            "analyze-message",
            "redact-message",
            "notify-members",
            "send-notification",
            "track-activity",
            "close-window");
    private static final Path LOGS = Path.of("target", "processes");

    final EmbeddedBroker broker = new EmbeddedBroker();
    final EmbeddedDatabase database = new EmbeddedDatabase();
    final MailServer mails = new MailServer();
    private final List<ServiceProcess> services = new ArrayList<>();

    EightProcesses start() throws Exception {
        broker.start();
        database.start();
        mails.start();
        Files.createDirectories(LOGS);
        migrate();
        FUNCTIONS.forEach(name -> add(name, Executables.function(name)));
        add("gateway", Executables.gateway());
        services.forEach(ServiceProcess::start);
        services.forEach(ServiceProcess::awaitReady);
        return this;
    }

    List<ServiceProcess> services() {
        return services;
    }

    URI address() {
        return services.get(services.size() - 1).address();
    }

    private void add(String name, List<String> command) {
        services.add(new ServiceProcess(name, command, environment(), LOGS.resolve(name + ".log")));
    }

    private void migrate() throws IOException, InterruptedException {
        Path log = LOGS.resolve("migrate.log");
        ProcessBuilder builder = new ProcessBuilder(Executables.migrations())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The migration failed: " + Files.readString(log));
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD);
        environment.put("QUARKUS_MAILER_HOST", "localhost");
        environment.put("QUARKUS_MAILER_PORT", String.valueOf(mails.port()));
        environment.put("QUARKUS_MAILER_START_TLS", "DISABLED");
        environment.put("CHAT_DEV_SESSIONS", "true");
        // Short windows, so that a test need not wait a minute for the last one.
        environment.put("CHAT_ACTIVITY_WINDOW", "10s");
        environment.put("CHAT_ACTIVITY_ALLOWED_LATENESS", "5s");
        return environment;
    }

    @Override
    public void close() throws Exception {
        for (ServiceProcess service : services) {
            service.close();
        }
        mails.close();
        database.close();
        broker.close();
    }
}
