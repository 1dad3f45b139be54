package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.proof.model.Move;
import dev.baton.proof.model.Role;
import dev.baton.proof.model.Scenario;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Baton's own deliveries, retry rounds and relays on a real database, which take the steps that a model says. Each step
 * has to begin at the statement that the model means.
 */
final class RealProcesses {

    /** A worker's name in the model. */
    private record Name(int process, Role role) {}

    /** The statement at which a worker waits before an action. An action that is not here begins something new. */
    private static final Map<String, String> BEFORE = Map.ofEntries(
            Map.entry("checks for parked keys", "Retries.PARKED_KEYS"),
            Map.entry("recognises waiting events", "Inbox.HANDLED"),
            Map.entry("claims", "Inbox.CLAIM"),
            Map.entry("claims in vain", "Inbox.CLAIM"),
            Map.entry("handles", GatedInvoke.POINT),
            Map.entry("fails", GatedInvoke.POINT),
            Map.entry("fails permanently", GatedInvoke.POINT),
            Map.entry("parks", "Retries.LOCK_KEYS"),
            Map.entry("keeps the event for later", "Retries.LOCK_KEYS"),
            Map.entry("removes the event", "Retries.LOCK_KEYS"),
            Map.entry("removes the event and gives up", "Retries.LOCK_KEYS"),
            Map.entry("puts the event back", "Retries.FAILED_AGAIN"),
            Map.entry("gives up", "DeadLetters"),
            Map.entry("commits", GatedDatabase.COMMIT),
            Map.entry("commits without an answer", GatedDatabase.COMMIT),
            Map.entry("takes due events", "Retries.TAKE_DUE"),
            Map.entry("locks slots", "DueSlots.LOCK"),
            Map.entry("reads", "Relay.READ"),
            Map.entry("places a delayed event", "Relay.PROMOTE"));

    private final RealTables tables;
    private final Scenario scenario;
    private final BatonConfig config;
    private final Map<Name, ReactiveDatabase> connections;
    private final Map<Name, RealWorker> workers = new HashMap<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final List<String> topic = new ArrayList<>();
    private int offset;

    RealProcesses(RealTables tables, Map<Object, ReactiveDatabase> pool, Scenario scenario) {
        this.tables = tables;
        this.scenario = scenario;
        this.config = config(scenario);
        this.connections = new HashMap<>();
        for (int process = 0; process < scenario.shape().processes(); process++) {
            for (Role role : scenario.shape().roles()) {
                Name name = new Name(process, role);
                connections.put(name, pool.computeIfAbsent(name, any -> tables.connect()));
                start(name);
            }
        }
        tables.clear();
        storeDelayed();
    }

    private static BatonConfig config(Scenario scenario) {
        Map<String, String> settings = Map.of(
                "baton.retry.attempts-in-place", "1",
                "baton.retry.attempts", String.valueOf(scenario.shape().attempts()),
                "baton.retry.on-exhausted", "continue",
                "baton.relay.batch-size", "1",
                "baton.delivery.time-limit", "3h");
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "the model", 100))
                .withMapping(BatonConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(BatonConfig.class);
    }

    private void start(Name name) {
        workers.put(
                name,
                new RealWorker(
                        "process " + name.process(),
                        name.role(),
                        connections.get(name),
                        tables.vertx,
                        config,
                        topic,
                        tables.movedLeases));
    }

    private void storeDelayed() {
        if (scenario.delayed().isEmpty()) {
            return;
        }
        Instant time = Instant.parse("2200-01-01T00:00:00Z");
        List<OutboxRow> rows = new ArrayList<>();
        for (String event : scenario.delayed()) {
            OutboxRow row = GatedInvoke.followUp(event);
            time = time.plusSeconds(1);
            rows.add(new OutboxRow(row.topic(), row.key(), row.attributes(), row.data(), time));
        }
        RealWorker any = workers.values().iterator().next();
        any.bean(Outbox.class)
                .store(connections.values().iterator().next(), rows)
                .await()
                .indefinitely();
    }

    /** Takes a step, and compares everything with the state of the model after it. */
    void take(Move move) {
        if (move.role() == Role.ENVIRONMENT) {
            environment(move.process(), move.action());
        } else {
            worker(new Name(move.process(), move.role()), move.action());
        }
        assertThat(tables.text())
                .as("after %s", move)
                .isEqualTo(move.next().tables().toString());
        assertThat(topic).as("topic after %s", move).isEqualTo(move.next().topic());
    }

    private void environment(int process, String action) {
        switch (action) {
            case "dies" ->
                workers.forEach((name, worker) -> {
                    if (name.process() == process) {
                        worker.database.disconnect();
                        worker.gate.kill();
                    }
                });
            case "starts" ->
                connections.keySet().stream()
                        .filter(name -> name.process() == process)
                        .forEach(this::start);
            case "gets the partition", "takes the partition over" -> positions.put(process, offset);
            default -> time(action);
        }
    }

    private void time(String action) {
        String[] words = action.split(" ");
        if (action.startsWith("the lease of ")) {
            tables.endLease(words[3]);
        } else {
            tables.timeComes(words[3]);
        }
    }

    private void worker(Name name, String action) {
        if (action.equals("commits the offset")) {
            offset = positions.get(name.process());
            return;
        }
        RealWorker worker = workers.get(name);
        if (action.equals("loses its connection")) {
            worker.database.disconnect();
            if (worker.gate.at().equals("Relay.READ")) { // and nothing is left to do in this round
                worker.gate.advance("fail");
            }
            return;
        }
        if (worker.gate.at().equals(Gate.END)) {
            begin(name, worker);
        }
        String before = action.contains("send") ? "send" : BEFORE.get(action);
        if (before != null) {
            assertThat(worker.gate.at())
                    .as("statement at which process %s %s", name, action)
                    .isEqualTo(before);
        }
        advance(worker, action);
        end(name, worker);
    }

    private void begin(Name name, RealWorker worker) {
        worker.database.reconnect();
        switch (name.role()) {
            case LANE -> worker.deliver(batch(positions.get(name.process())));
            case RETRY -> worker.retry();
            case RELAY -> worker.relay();
            case PROMOTION -> worker.promote();
            default -> throw new IllegalArgumentException(name.toString());
        }
    }

    private List<String> batch(int from) {
        int to = Math.min(scenario.log().size(), from + scenario.shape().batch());
        return scenario.log().subList(from, to);
    }

    private static void advance(RealWorker worker, String action) {
        worker.gate.advance(verdict(action));
        boolean oneStep = action.equals("puts the event back") || action.endsWith("delete");
        while ((oneStep || action.equals("deletes and commits"))
                && worker.gate.at().equals(GatedDatabase.COMMIT)) {
            worker.gate.advance("go on");
        }
    }

    private static String verdict(String action) {
        if (action.startsWith("does not send")) {
            return GatedSink.NOT_SENT;
        }
        if (action.startsWith("sends") && !action.endsWith("answer")) {
            return GatedSink.SENT;
        }
        return switch (action) {
            case "fails" -> GatedInvoke.FAIL;
            case "fails permanently" -> GatedInvoke.FAIL_PERMANENTLY;
            default -> action.endsWith("without an answer") ? GatedDatabase.WITHOUT_AN_ANSWER : "go on";
        };
    }

    /** Notes how far the lane is when its delivery has ended. */
    private void end(Name name, RealWorker worker) {
        if (name.role() == Role.LANE && worker.gate.at().equals(Gate.END)) {
            positions.merge(name.process(), worker.settled(), Integer::sum);
        }
    }

    void stop() {
        workers.values().forEach(worker -> {
            worker.database.disconnect();
            worker.gate.kill();
        });
    }
}
