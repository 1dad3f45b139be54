package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.proof.model.Move;
import dev.baton.proof.model.Role;
import dev.baton.proof.model.Scenario;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
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
        new FirstRows(
                        scenario,
                        workers.values().iterator().next(),
                        connections.values().iterator().next())
                .store();
    }

    private static BatonConfig config(Scenario scenario) {
        return config(Map.of(
                "baton.retry.attempts-in-place", "1",
                "baton.retry.attempts", String.valueOf(scenario.shape().attempts()),
                "baton.retry.on-exhausted", scenario.holds() ? "hold" : "continue",
                // Each pause is over when it begins.
                "baton.retry.delay", "0s",
                "baton.retry.max-delay", "0s",
                "baton.delivery.batch-size", String.valueOf(scenario.shape().batch()),
                "baton.relay.batch-size", "1",
                "baton.delivery.time-limit", "3h"));
    }

    static BatonConfig config(Map<String, String> settings) {
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
        if (worker.gate.at().equals(Gate.END) && Actions.isBeginning(action)) {
            begin(name, worker);
        }
        assertThat(worker.gate.at())
                .as("statement at which process %s %s", name, action)
                .isIn(Actions.before(action));
        Actions.take(worker.gate, action);
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
