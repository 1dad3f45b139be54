package dev.baton.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The rows and amounts to measure, from system properties {@code bench.*}. docs/benchmarks.md lists the defaults. */
record Settings(
        int events,
        int rooms,
        int inboxRows,
        int outboxRows,
        Parked parked,
        int discardedEvents,
        Duration slowLimit,
        Load load,
        Cold cold,
        List<String> rows,
        Jars jars) {

    static final int PARTITIONS = 8;

    /** The events that wait in the retry table, and their keys. */
    record Parked(int events, int keys) {}

    /** The load of the latency rows: messages per second, and the time measured after a warm-up. */
    record Load(int perSecond, Duration warmUp, Duration measured) {

        int messages() {
            return Math.toIntExact(perSecond * warmUp.plus(measured).toSeconds());
        }

        int counted() {
            return messages() - uncounted();
        }

        int uncounted() {
            return Math.toIntExact(perSecond * warmUp.toSeconds());
        }
    }

    /** The starts of the row cold-start. {@code java} and {@code executable} are null if they are not given. */
    record Cold(int starts, Path java, Path aotApplication, Path executable) {

        static Cold read() {
            return new Cold(
                    Integer.getInteger("bench.starts", 5),
                    given("bench.java"),
                    Path.of(System.getProperty(
                            "bench.aot-function", "functions/log-message/target/aot/quarkus-run.jar")),
                    given("bench.executable"));
        }

        private static Path given(String property) {
            String value = System.getProperty(property, "");
            return value.isEmpty() ? null : Path.of(value).toAbsolutePath();
        }
    }

    /** The applications to start. */
    record Jars(Path logMessage, Path gateway, Path plain) {}

    static Settings read() {
        return new Settings(
                Integer.getInteger("bench.events", 300_000),
                Integer.getInteger("bench.rooms", 100),
                Integer.getInteger("bench.inbox-rows", 10_000_000),
                Integer.getInteger("bench.outbox-rows", 1_000_000),
                new Parked(
                        Integer.getInteger("bench.parked-events", 100_000), Integer.getInteger("bench.parked-keys", 1)),
                Integer.getInteger("bench.discarded-events", 3_000_000),
                seconds("bench.slow-seconds", 20),
                new Load(
                        Integer.getInteger("bench.messages-per-second", 200),
                        seconds("bench.warm-up-seconds", 20),
                        seconds("bench.latency-seconds", 30)),
                Cold.read(),
                Rows.ordered(List.of(System.getProperty("bench.rows", String.join(",", Rows.ALL))
                        .split(","))),
                new Jars(
                        jar("bench.function", "functions/log-message"),
                        jar("bench.gateway", "src/chat/gateway"),
                        jar("bench.plain", "src/bench/plain")));
    }

    private static Duration seconds(String property, int otherwise) {
        return Duration.ofSeconds(Integer.getInteger(property, otherwise));
    }

    private static Path jar(String property, String module) {
        return Path.of(System.getProperty(property, module + "/target/quarkus-app/quarkus-run.jar"));
    }
}
