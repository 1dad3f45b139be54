package dev.baton.bench;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The runs of the rows in the tables. A row comes after the row with which it is compared. */
final class Rows {

    static final List<String> ALL = List.of(
            "hand-written",
            "baton",
            "plain",
            "one-by-one",
            "full-inbox",
            "full-outbox",
            "held-snapshot",
            "catch-up",
            "drain-by-hand",
            "drain",
            "discard-by-hand",
            "discard",
            "latency-plain",
            "latency",
            ColdStart.ROW);

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int CONSUMERS = 4;
    private static final Map<String, String> ONE_BY_ONE = Map.of("BATON_DELIVERY_BATCH_SIZE", "1");
    private static final Map<String, String> NOT_FROM_KAFKA = Map.of("BATON_KAFKA_ENABLED", "false");

    private final Settings settings;
    private final Services services;
    private final Processes processes;
    private final Tables tables;

    Rows(Settings settings, Services services, Tables tables) {
        this.settings = settings;
        this.services = services;
        this.processes = new Processes(services, settings.jars());
        this.tables = tables;
    }

    /** The start of a measured process. */
    private interface Start {
        Launched process() throws IOException;
    }

    /** Returns the requested rows in the order in which they can run. The last ones leave messages in the topic. */
    static List<String> ordered(List<String> wanted) {
        wanted.stream().filter(row -> !ALL.contains(row)).forEach(row -> {
            throw new IllegalArgumentException("bench.rows: no row '" + row + "'; there are " + ALL);
        });
        return ALL.stream().filter(wanted::contains).toList();
    }

    void run(String row) throws Exception {
        switch (row) {
            case "hand-written" -> all(row, () -> processes.handWritten(CONSUMERS));
            case "baton" -> all(row, () -> processes.logMessage(Map.of()));
            case "catch-up" -> {
                Filling.parked(
                        services, settings.parked().events(), settings.parked().keys());
                all(
                        row,
                        () -> processes.logMessage(NOT_FROM_KAFKA),
                        settings.parked().events());
            }
            case "plain" -> some(row, processes::plain);
            case "one-by-one" -> some(row, () -> processes.logMessage(ONE_BY_ONE));
            case "full-inbox" -> {
                Filling.inbox(services, settings.inboxRows());
                all(row, () -> processes.logMessage(Map.of()));
            }
            case "full-outbox" -> {
                Filling.delayed(services, settings.outboxRows(), settings.rooms());
                all(row, () -> processes.logMessage(Map.of()));
            }
            case "held-snapshot" -> {
                try (Connection snapshot = services.holdSnapshot()) {
                    all(row, () -> processes.logMessage(Map.of()));
                    snapshot.rollback();
                }
            }
            case "drain-by-hand" -> {
                Filling.due(services, settings.outboxRows(), settings.rooms());
                watch(row, () -> processes.handWritten(0), settings.outboxRows(), LIMIT);
            }
            case "drain" -> {
                Filling.due(services, settings.outboxRows(), settings.rooms());
                watch(row, () -> processes.logMessage(NOT_FROM_KAFKA), settings.outboxRows(), LIMIT);
            }
            case "discard-by-hand" -> discard(row, processes::discardByHand);
            case "discard" -> discard(row, processes::plainDiscarding);
            case "latency-plain" -> latencyPlain(row);
            case "latency" -> latency(row);
            case ColdStart.ROW ->
                new ColdStart(services, processes, settings).measure().forEach(tables::add);
            default -> throw new IllegalArgumentException(row);
        }
    }

    /** Handles all events. The row counts only if each event was logged once and in order. */
    private void all(String row, Start start) throws Exception {
        all(row, start, settings.events());
    }

    private void all(String row, Start start, int events) throws Exception {
        var before = services.ends(Services.LOGGED);
        watch(row, start, events, LIMIT);
        Check.publishedInOrder(services, before, events);
        Check.history(services, events);
    }

    /** Handles as many events as possible within a time limit, because handling one at a time is slow. */
    private void some(String row, Start start) throws Exception {
        watch(row, start, settings.events(), settings.slowLimit());
        Check.history(services, services.number("select coalesce(sum(last_seq), 0) from chat_room_sequence"));
    }

    /** Only consumes. Both rows read the same records, each in the same group as if it were the first. */
    private void discard(String row, Start start) throws Exception {
        if (Services.sum(services.ends(Services.DISCARDED)) == 0) {
            PostedEvents.preload(services, Services.DISCARDED, settings.discardedEvents(), settings.rooms());
        }
        watch(row, Watch.committed(services, Services.DISCARDED), start, settings.discardedEvents(), LIMIT);
    }

    private void watch(String row, Start start, long events, Duration limit) throws Exception {
        watch(row, Watch.published(services), start, events, limit);
    }

    private void watch(String row, Watch watch, Start start, long events, Duration limit) throws Exception {
        try (Launched process = start.process()) {
            tables.add(watch.until(row, process, events, limit));
        }
    }

    private void latencyPlain(String row) throws Exception {
        services.skipPosted();
        try (Launched plain = processes.plain()) {
            plain.awaitAnswer("/", 404);
            tables.add(new Conversation(plain.address(), settings.load(), new PlainMembers()).measure(row));
        }
    }

    private void latency(String row) throws Exception {
        services.skipPosted();
        try (Launched logMessage = processes.logMessage(Map.of());
                Launched gateway = processes.gateway()) {
            logMessage.awaitAnswer("/q/health/ready", 200);
            gateway.awaitReadyOnManagementPort();
            Stages stages = new Stages(services);
            tables.add(new Conversation(gateway.address(), settings.load(), new GatewayMembers(gateway.address()))
                    .measure(row));
            tables.say("`" + row + "`, " + stages.medians(settings.load().counted()));
        }
    }
}
