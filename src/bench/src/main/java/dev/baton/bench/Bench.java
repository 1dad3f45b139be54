package dev.baton.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the rows of the table one after another against the same broker and database, and prints it. */
public final class Bench {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Settings settings;
    private final Services services;
    private final Processes processes;
    private final List<Run> runs = new ArrayList<>();

    private Bench(Settings settings, Services services) {
        this.settings = settings;
        this.services = services;
        this.processes = new Processes(services, settings);
    }

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.read();
        try (Services services = new Services()) {
            PostedEvents.preload(services, settings.events(), settings.rooms());
            Bench bench = new Bench(settings, services);
            for (String row : settings.rows()) {
                bench.run(row);
            }
            Table.print(bench.runs);
        }
    }

    private void run(String row) throws Exception {
        services.reset();
        switch (row) {
            case "baton" -> measure(row, processes.function(Map.of()), LIMIT);
            case "hand-written" -> measure(row, processes.handWritten(), LIMIT);
            case "one-by-one" ->
                measure(row, processes.function(Map.of("BATON_DELIVERY_BATCH_SIZE", "1")), settings.slowLimit());
            case "full-inbox" -> {
                Filling.inbox(services, settings.inboxRows());
                measure(row, processes.function(Map.of()), LIMIT);
            }
            case "drain" -> {
                Filling.outbox(services, settings.rooms());
                measureDrain(row);
            }
            default ->
                throw new IllegalArgumentException(
                        "no row " + row + "; there are baton, hand-written, one-by-one, full-inbox, drain");
        }
    }

    private void measureDrain(String row) throws Exception {
        Process process = processes.function(Map.of("BATON_KAFKA_ENABLED", "false"));
        try {
            report(Run.watch(row, services, process, Filling.OUTBOX_ROWS, LIMIT));
        } finally {
            Processes.stop(process);
        }
    }

    private void measure(String row, Process process, Duration limit) throws Exception {
        var before = services.ends(Services.LOGGED);
        try {
            Run run = Run.watch(row, services, process, settings.events(), limit);
            report(run);
        } finally {
            Processes.stop(process);
        }
        if (limit == LIMIT) {
            Check.exactlyOnceInOrder(services, before, settings.events());
        }
    }

    private void report(Run run) {
        runs.add(run);
        System.err.println(Table.line(run));
    }
}
