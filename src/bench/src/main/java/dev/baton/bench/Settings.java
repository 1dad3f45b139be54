package dev.baton.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is measured and how much of it, from system properties {@code bench.*}; the defaults are those of docs/benchmarks.md. */
record Settings(int events, int rooms, int inboxRows, Duration slowLimit, List<String> rows, Path function) {

    static final int PARTITIONS = 8;

    static Settings read() {
        return new Settings(
                Integer.getInteger("bench.events", 300_000),
                Integer.getInteger("bench.rooms", 100),
                Integer.getInteger("bench.inbox-rows", 10_000_000),
                Duration.ofSeconds(Integer.getInteger("bench.slow-seconds", 20)),
                List.of(System.getProperty("bench.rows", "baton,hand-written,one-by-one,drain,full-inbox")
                        .split(",")),
                Path.of(System.getProperty(
                        "bench.function", "functions/log-message/target/quarkus-app/quarkus-run.jar")));
    }
}
