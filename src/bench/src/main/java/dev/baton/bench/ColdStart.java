package dev.baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that log-message takes from the start of its process until it is ready, and until the one event that waits
 * on the topic is committed: on this JVM, on another JVM, on that JVM with a trained AOT cache, and as an executable.
 * The same is measured for plain Quarkus, which has less to start.
 */
final class ColdStart {

    static final String ROW = "cold-start";

    private static final String READY = "/q/health/ready";
    /** Counts committed events. An event's history row commits together with its inbox row and its outbox rows. */
    private static final String COMMITTED = "select count(*) from chat_message";

    /** Keeps the JVM from compiling frequently run code a second time with more optimization. */
    private static final String C1_ALONE = "-XX:TieredStopAtLevel=1";

    /** A way to start, and the answer that shows that the process is ready. */
    private record Kind(List<String> command, String path, int status) {
        static Kind ofFunction(List<String> command) {
            return new Kind(command, READY, 200);
        }
    }

    private static final Pattern STARTED_IN = Pattern.compile("started in ([0-9.]+)s");
    private static final int TRAINING_EVENTS = 500;

    private final Services services;
    private final Processes processes;
    private final Settings.Cold settings;
    private final Path application;
    private final Path plain;

    ColdStart(Services services, Processes processes, Settings settings) {
        this.services = services;
        this.processes = processes;
        this.settings = settings.cold();
        this.application = settings.jars().logMessage();
        this.plain = settings.jars().plain();
    }

    /**
     * Measures each kind of start in turn, round by round, so that other load on the machine affects all kinds alike.
     */
    List<ColdStarts> measure() throws Exception {
        Map<String, Kind> kinds = kinds();
        Map<String, List<ColdStarts.One>> starts = new LinkedHashMap<>();
        for (int round = 0; round < settings.starts(); round++) {
            for (var kind : kinds.entrySet()) {
                ColdStarts.One one = start(kind.getValue());
                System.err.println("bench: " + kind.getKey() + ": " + one);
                starts.computeIfAbsent(kind.getKey(), name -> new ArrayList<>()).add(one);
            }
        }
        return starts.entrySet().stream()
                .map(kind -> new ColdStarts(kind.getKey(), kind.getValue()))
                .toList();
    }

    private Map<String, Kind> kinds() throws Exception {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        String own = "JVM " + version(Processes.thisJava());
        kinds.put(own, Kind.ofFunction(jvm(Processes.thisJava(), application)));
        kinds.put("plain Quarkus, " + own, new Kind(jvm(Processes.thisJava(), plain), "/", 404));
        if (settings.java() != null) {
            String other = "JVM " + version(settings.java());
            String cache = "-XX:AOTCache=" + trained();
            kinds.put(other, Kind.ofFunction(jvm(settings.java(), application)));
            kinds.put(other + ", AOT cache", Kind.ofFunction(jvm(settings.java(), settings.aotApplication(), cache)));
            kinds.put(
                    other + ", AOT cache, C1 alone",
                    Kind.ofFunction(jvm(settings.java(), settings.aotApplication(), cache, C1_ALONE)));
        }
        if (settings.executable() != null) {
            kinds.put(
                    "executable", Kind.ofFunction(List.of(settings.executable().toString())));
        }
        return kinds;
    }

    /** Returns the version, such as {@code 25.0.1}, from the beginning of the output of {@code java --version}. */
    private static String version(Path java) throws IOException {
        Process asked = new ProcessBuilder(java.toString(), "--version").start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ", 3)[1];
    }

    private static List<String> jvm(Path java, Path jar, String... options) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(Processes.options());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /**
     * Returns an AOT cache from a run that became ready, handled events and ended. The JVM writes the cache when it
     * exits.
     */
    private Path trained() throws Exception {
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "baton-bench-log-message.aot");
        Files.deleteIfExists(cache);
        waiting(TRAINING_EVENTS);
        var command = jvm(settings.java(), settings.aotApplication(), "-XX:AOTCacheOutput=" + cache);
        Launched training = processes.functionBy(command);
        training.awaitAnswer(READY, 200);
        awaitCommitted(training, TRAINING_EVENTS);
        training.process().destroy();
        if (!training.process().waitFor(3, TimeUnit.MINUTES) || !Files.exists(cache)) {
            training.close();
            throw new IllegalStateException("the training run wrote no AOT cache " + cache + ": see " + training.log());
        }
        return cache;
    }

    private ColdStarts.One start(Kind kind) throws Exception {
        waiting(1);
        long from = System.nanoTime();
        try (Launched process = processes.functionBy(kind.command())) {
            CompletableFuture<Double> committed = CompletableFuture.supplyAsync(() -> {
                awaitCommitted(process, 1);
                return millisSince(from);
            });
            process.awaitAnswer(kind.path(), kind.status());
            double ready = millisSince(from);
            double firstEvent = committed.join();
            return new ColdStarts.One(ready, firstEvent, startedIn(process.log()), process.cpuMillis());
        }
    }

    /** Resets the services to a state in which nothing was handled and the given number of events waits. */
    private void waiting(int events) throws Exception {
        services.reset();
        services.skipPosted();
        PostedEvents.preload(services, Services.POSTED, events, Math.min(events, 10));
    }

    private void awaitCommitted(Launched process, int events) {
        try {
            while (services.number(COMMITTED) < events) {
                process.requireAlive();
                Thread.sleep(Launched.LOOK.toMillis());
            }
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static double millisSince(long from) {
        return (System.nanoTime() - from) / 1e6;
    }

    /**
     * Returns the time that Quarkus logs, in milliseconds. It excludes the JVM's own start and the loading of Quarkus.
     */
    private static double startedIn(Path log) throws IOException {
        Matcher started = STARTED_IN.matcher(Files.readString(log));
        return started.find() ? 1000 * Double.parseDouble(started.group(1)) : Double.NaN;
    }
}
