package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.proof.model.Fault;
import dev.baton.proof.model.Model;
import dev.baton.proof.model.Move;
import dev.baton.proof.model.Role;
import dev.baton.proof.model.Scenario;
import dev.baton.proof.model.Scenario.Shape;
import dev.baton.proof.model.Search;
import dev.baton.proof.model.State;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the model against the SQL that runs: Baton's deliveries, retry rounds and relays take the steps of the model
 * on a real PostgreSQL, one statement at a time. After each step, the tables and the topic contain what the model says.
 * {@code -Dproof.seed=N} repeats the random paths of a run.
 */
class ModelAgainstSqlTest {

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("proof.exhaustive");
    private static final int PATHS = EXHAUSTIVE ? 500 : 4;
    private static final int LONGEST = 60;
    private static final int NEAREST_STATES = EXHAUSTIVE ? 200_000 : 5_000;

    private static RealTables tables;
    private static Map<Object, ReactiveDatabase> connections;

    @BeforeAll
    static void start() {
        tables = new RealTables();
        connections = new HashMap<>();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    static Stream<Scenario> scenarios() {
        Shape lanes = new Shape(2, 1, 2, EnumSet.of(Role.LANE, Role.RETRY));
        Shape batches = new Shape(2, 3, 2, EnumSet.of(Role.LANE, Role.RETRY));
        Shape relays = new Shape(2, 1, 2, EnumSet.of(Role.LANE, Role.RELAY));
        Shape delayed = new Shape(2, 1, 2, EnumSet.of(Role.RELAY, Role.PROMOTION));
        return Stream.of(
                Scenario.of("one key", List.of("a1", "a2", "a1"), lanes)
                        .with(Fault.FAILURE, 2)
                        .with(Fault.TAKEOVER, 1),
                Scenario.of("given up", List.of("a1", "a2"), lanes)
                        .with(Fault.PERMANENT_FAILURE, 1)
                        .with(Fault.LOST_ANSWER, 1)
                        .with(Fault.TAKEOVER, 1),
                Scenario.of("slow", List.of("a1", "a2"), lanes)
                        .with(Fault.FAILURE, 2)
                        .with(Fault.SLOW_RETRY, 1)
                        .with(Fault.DEATH, 1),
                Scenario.of("batches", List.of("a1", "a1", "a2", "a3"), batches)
                        .with(Fault.FAILURE, 2)
                        .with(Fault.TAKEOVER, 1),
                Scenario.of("relays", List.of("a1", "b1", "a2"), relays)
                        .with(Fault.DEATH, 1)
                        .with(Fault.LOST_CONFIRMATION, 1),
                Scenario.of("relays without connections", List.of("a1", "a2"), relays)
                        .with(Fault.LOST_CONNECTION, 1),
                Scenario.of("delayed", List.of(), delayed)
                        .withDelayed("a1", "a2", "b1")
                        .with(Fault.DEATH, 1));
    }

    /** A build always takes the same paths. Larger bounds come with other paths each time. */
    private static final long SEED = EXHAUSTIVE ? System.nanoTime() : 1;

    @ParameterizedTest
    @MethodSource("scenarios")
    void eachActionDoesWhatTheModelSays(Scenario scenario) {
        Map<String, List<String>> paths = Search.pathsToEachAction(scenario, NEAREST_STATES);
        assertThat(paths).isNotEmpty();
        paths.values().forEach(path -> take(scenario, path));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void randomPathsDoWhatTheModelSays(Scenario scenario) {
        String given = System.getProperty("proof.seed", "");
        long seed = given.isEmpty() ? SEED : Long.parseLong(given);
        for (int path = 0; path < PATHS; path++) {
            walk(scenario, seed + path);
        }
    }

    /** The shortest way to a mistake that the model found in the code: the event took effect and was a dead letter. */
    @ParameterizedTest
    @ValueSource(strings = {"fails permanently", "fails"})
    void anEventThatTookEffectElsewhereMeanwhileIsNotGivenUp(String failure) {
        Shape shape = new Shape(2, 1, 1, EnumSet.of(Role.LANE, Role.RETRY));
        Scenario scenario = Scenario.of("taken over", List.of("a1"), shape)
                .with(Fault.PERMANENT_FAILURE, 1)
                .with(Fault.FAILURE, 1)
                .with(Fault.TAKEOVER, 1);
        take(
                scenario,
                List.of(
                        "process 0 ENVIRONMENT: gets the partition",
                        "process 0 LANE: checks for parked keys",
                        "process 0 LANE: claims",
                        "process 0 LANE: " + failure,
                        "process 1 ENVIRONMENT: takes the partition over",
                        "process 1 LANE: checks for parked keys",
                        "process 1 LANE: claims",
                        "process 1 LANE: handles",
                        "process 1 LANE: commits",
                        "process 0 LANE: gives up",
                        "process 0 LANE: commits"));
    }

    private static void take(Scenario scenario, List<String> path) {
        Model model = new Model(scenario);
        RealProcesses real = new RealProcesses(tables, connections, scenario);
        State state = model.initial();
        List<String> taken = new ArrayList<>();
        try {
            for (String name : path) {
                Move move = model.moves(state).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                taken.add(name);
                real.take(move);
                state = move.next();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(scenario.name() + " differs after\n  " + String.join("\n  ", taken), e);
        } finally {
            real.stop();
        }
    }

    private static void walk(Scenario scenario, long seed) {
        Random random = new Random(seed);
        Model model = new Model(scenario);
        State state = model.initial();
        List<String> path = new ArrayList<>();
        for (int step = 0; step < LONGEST; step++) {
            List<Move> moves = model.moves(state);
            if (moves.isEmpty()) {
                break;
            }
            Move move = moves.get(random.nextInt(moves.size()));
            path.add(move.name());
            state = move.next();
        }
        try {
            take(scenario, path);
        } catch (AssertionError e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e.getCause());
        }
    }
}
