package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.proof.model.Fault;
import dev.baton.proof.model.Role;
import dev.baton.proof.model.Scenario;
import dev.baton.proof.model.Scenario.Shape;
import dev.baton.proof.model.Search;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    private static final int NEAREST_STATES = EXHAUSTIVE ? 200_000 : 5_000;

    private static final Shape RELAYS = new Shape(2, 1, 2, EnumSet.of(Role.LANE, Role.RELAY));
    private static final Scenario WITHOUT_CONNECTIONS = Scenario.of(
                    "relays without connections", List.of("a1", "a2"), RELAYS)
            .with(Fault.LOST_CONNECTION, 1);

    private static final Scenario CATCH_UP = Scenario.of(
                    "only catch-up", List.of(), new Shape(2, 4, 2, EnumSet.of(Role.RETRY)))
            .withWaiting(0, "a1", "b1", "a2", "a3")
            .with(Fault.SLOW_RETRY, 1);
    private static final Scenario HOLDING = Scenario.of(
                    "catch-up", List.of(), new Shape(2, 4, 1, EnumSet.of(Role.RETRY)))
            .withWaiting(0, "a1", "b1", "a2")
            .holding()
            .with(Fault.FAILURE, 3)
            .with(Fault.SLOW_RETRY, 1);

    private static RealWalks walks;

    @BeforeAll
    static void start() {
        walks = new RealWalks();
    }

    @AfterAll
    static void stop() {
        walks.close();
    }

    static Stream<Scenario> scenarios() {
        Shape lanes = new Shape(2, 1, 2, EnumSet.of(Role.LANE, Role.RETRY));
        Shape batches = new Shape(2, 3, 2, EnumSet.of(Role.LANE, Role.RETRY));
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
                Scenario.of("catch-up", List.of("a4", "b2"), batches)
                        .withWaiting(0, "a1", "b1", "a2")
                        .withWaiting(1, "a3")
                        .with(Fault.FAILURE, 2)
                        .with(Fault.SLOW_RETRY, 1)
                        .with(Fault.LOST_ANSWER, 1)
                        .with(Fault.TAKEOVER, 1)
                        .with(Fault.DEATH, 1),
                CATCH_UP.with(Fault.FAILURE, 3)
                        .with(Fault.PERMANENT_FAILURE, 1)
                        .with(Fault.LOST_ANSWER, 1)
                        .with(Fault.DEATH, 1),
                HOLDING,
                Scenario.of("relays", List.of("a1", "b1", "a2"), RELAYS)
                        .with(Fault.DEATH, 1)
                        .with(Fault.LOST_CONFIRMATION, 1),
                WITHOUT_CONNECTIONS,
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
        paths.values().stream()
                .filter(path -> !isTakenWithAnother(path, paths.values()))
                .forEach(path -> walks.take(scenario, path));
    }

    private static boolean isTakenWithAnother(List<String> path, Collection<List<String>> all) {
        return all.stream()
                .anyMatch(longer -> longer.size() > path.size()
                        && longer.subList(0, path.size()).equals(path));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void randomPathsDoWhatTheModelSays(Scenario scenario) {
        String given = System.getProperty("proof.seed", "");
        long seed = given.isEmpty() ? SEED : Long.parseLong(given);
        for (int path = 0; path < PATHS; path++) {
            walks.walk(scenario, seed + path);
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
        walks.take(
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

    /** The test took the end of a round that could not delete for the begin of the next one. */
    @ParameterizedTest
    @ValueSource(longs = {21_395_696_412_249L})
    void aRelayThatLostItsConnectionBeginsAgain(long seed) {
        walks.walk(WITHOUT_CONNECTIONS, seed);
        walks.take(
                WITHOUT_CONNECTIONS,
                List.of(
                        "process 0 ENVIRONMENT: gets the partition",
                        "process 0 LANE: checks for parked keys",
                        "process 0 LANE: claims",
                        "process 0 LANE: handles",
                        "process 0 LANE: commits",
                        "process 0 RELAY: locks slots",
                        "process 0 RELAY: reads",
                        "process 0 RELAY: loses its connection",
                        "process 0 RELAY: sends a1",
                        "process 0 RELAY: fails to delete",
                        "process 0 RELAY: locks slots",
                        "process 0 RELAY: reads",
                        "process 0 RELAY: sends a1",
                        "process 0 RELAY: deletes and commits"));
    }

    /** The shortest way to a mistake that the model found in the code: {@code a2} took effect behind a held event. */
    @Test
    void aRunDoesNotPassAnEventThatHoldsTheKeyMeanwhile() {
        walks.take(
                HOLDING,
                List.of(
                        "process 0 RETRY: takes due events",
                        "the lease of a1 ends",
                        "process 0 RETRY: reads the events behind",
                        "process 1 RETRY: takes due events",
                        "process 1 RETRY: reads the events behind",
                        "process 1 RETRY: claims together",
                        "process 1 RETRY: fails together",
                        "process 1 RETRY: claims",
                        "process 1 RETRY: fails",
                        "process 1 RETRY: holds the key",
                        "process 1 RETRY: commits",
                        "process 0 RETRY: claims together in vain",
                        "process 0 RETRY: claims together in vain",
                        "process 0 RETRY: claims",
                        "process 0 RETRY: commits",
                        "process 0 RETRY: removes the event",
                        "process 0 RETRY: commits"));
    }

    @Test
    void aProcessWhoseLeaseEndedLeavesTheEventsToTheNextOne() {
        walks.take(
                CATCH_UP,
                List.of(
                        "process 0 RETRY: takes due events",
                        "process 0 RETRY: reads the events behind",
                        "process 0 RETRY: claims together",
                        "process 0 RETRY: handles together",
                        "process 0 RETRY: commits together",
                        "the lease of a1 ends",
                        "process 1 RETRY: takes due events",
                        "process 0 RETRY: removes the events together",
                        "process 0 RETRY: commits the removal",
                        "process 1 RETRY: reads the events behind",
                        "process 1 RETRY: claims together in vain",
                        "process 1 RETRY: claims",
                        "process 1 RETRY: commits",
                        "process 1 RETRY: removes the event",
                        "process 1 RETRY: commits"));
    }
}
