package dev.baton.bench;

import dev.baton.embedded.EmbeddedDatabase;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts what is measured, each as a process of its own. */
final class Processes {

    private final Services services;
    private final Settings settings;

    Processes(Services services, Settings settings) {
        this.services = services;
        this.settings = settings;
    }

    /** The real function process, with its relay. */
    Process function(Map<String, String> environment) throws IOException {
        List<String> command = java(System.getProperty("bench.java-options", ""));
        command.addAll(List.of("-jar", settings.function().toString()));
        ProcessBuilder process = builder(command, "log-message");
        process.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        services.bootstrapServers(),
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        services.database().reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        EmbeddedDatabase.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        EmbeddedDatabase.PASSWORD,
                        "QUARKUS_HTTP_PORT",
                        "0"));
        process.environment().putAll(environment);
        return process.start();
    }

    /** The same work by hand. */
    Process handWritten() throws IOException {
        List<String> command = java("");
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HandWritten.class.getName(),
                services.bootstrapServers(),
                services.database().jdbcUrl()));
        return builder(command, "hand-written").start();
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> java(String options) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-Xmx1g");
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ")));
        }
        return command;
    }

    private static ProcessBuilder builder(List<String> command, String name) {
        File log = new File(System.getProperty("java.io.tmpdir"), "baton-bench-" + name + ".log");
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log));
    }
}
