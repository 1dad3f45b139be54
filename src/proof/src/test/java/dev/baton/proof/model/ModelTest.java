package dev.baton.proof.model;

import static dev.baton.proof.model.Mutation.CLAIM_IN_ITS_OWN_TRANSACTION;
import static dev.baton.proof.model.Mutation.DEAD_LETTER_OF_A_HANDLED_EVENT;
import static dev.baton.proof.model.Mutation.DELETE_BEFORE_PUBLISH;
import static dev.baton.proof.model.Mutation.FOLLOW_UPS_AFTER_THE_COMMIT;
import static dev.baton.proof.model.Mutation.NO_CLAIM;
import static dev.baton.proof.model.Mutation.NO_FENCE_OF_RUNS;
import static dev.baton.proof.model.Mutation.NO_KEY_LOCK;
import static dev.baton.proof.model.Mutation.NO_PARK_CHECK;
import static dev.baton.proof.model.Mutation.NO_PROMOTION_LOCK;
import static dev.baton.proof.model.Mutation.NO_PROMOTION_OF_THE_NEXT;
import static dev.baton.proof.model.Mutation.NO_SLOT_LOCK;
import static dev.baton.proof.model.Mutation.OFFSET_BEFORE_TRANSACTION;
import static dev.baton.proof.model.Mutation.RUN_BEHIND_A_DUPLICATE;
import static dev.baton.proof.model.Mutation.RUN_WITHOUT_TRIED_EVENTS;
import static dev.baton.proof.model.Mutation.SECOND_HALF_FIRST;
import static dev.baton.proof.model.Mutation.SEND_PAST_A_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.baton.proof.model.Scenario.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Visits every state of the model, within bounds, and finds none that breaks the contract. With a mistake built in, it
 * finds one, and prints the shortest way there.
 */
class ModelTest {

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("proof.exhaustive");
    private static final int MOST_STATES = EXHAUSTIVE ? 4_000_000 : 60_000;

    private static final Scenario LANES = Scenario.of("lanes", List.of("a1", "a2"), shape(1, Role.LANE, Role.RETRY));
    private static final Scenario RELAYS =
            Scenario.of("relays", List.of("a1", "a2", "a3"), shape(1, Role.LANE, Role.RELAY));
    private static final Scenario DELAYED = Scenario.of("delayed", List.of(), shape(1, Role.RELAY, Role.PROMOTION))
            .withDelayed("a1", "a2", "b1");
    private static final Scenario CATCH_UP =
            Scenario.of("catch-up", List.of(), shape(4, Role.RETRY)).withWaiting(0, "a1", "b1", "a2", "a3");
    private static final Scenario TRIED_BEHIND = Scenario.of("tried behind", List.of(), shape(3, Role.RETRY))
            .withWaiting(0, "a1")
            .withWaiting(1, "a2")
            .withWaiting(0, "a3");
    private static final Scenario ONE_PARKED_KEY =
            Scenario.of("one parked key", List.of(), shape(4, Role.RETRY)).withWaiting(0, "a1", "a2", "a3", "a4");
    private static final Scenario HOLDING = holding(4);

    private static Scenario holding(int batch) {
        return Scenario.of("catch-up", List.of(), new Shape(2, batch, 1, EnumSet.of(Role.RETRY)))
                .withWaiting(0, "a1", "b1", "a2")
                .holding()
                .with(Fault.FAILURE, 3)
                .with(Fault.SLOW_RETRY, 1);
    }

    private static Shape shape(int batch, Role... roles) {
        return new Shape(2, batch, 2, EnumSet.copyOf(List.of(roles)));
    }

    static Stream<Scenario> scenarios() {
        return EXHAUSTIVE ? Stream.concat(small(), large()) : small();
    }

    private static Stream<Scenario> small() {
        return Stream.of(
                LANES.with(Fault.TAKEOVER, 1).with(Fault.FAILURE, 1),
                LANES.with(Fault.TAKEOVER, 1).with(Fault.PERMANENT_FAILURE, 1),
                LANES.with(Fault.LOST_ANSWER, 1).with(Fault.FAILURE, 1),
                Scenario.of("batches", List.of("a1", "b1", "a1"), shape(3, Role.LANE, Role.RETRY))
                        .with(Fault.TAKEOVER, 1)
                        .with(Fault.FAILURE, 1),
                CATCH_UP.with(Fault.FAILURE, 1).with(Fault.SLOW_RETRY, 1),
                CATCH_UP.with(Fault.PERMANENT_FAILURE, 4).with(Fault.LOST_ANSWER, 1),
                CATCH_UP.with(Fault.FAILURE, 2).with(Fault.DEATH, 1),
                TRIED_BEHIND.with(Fault.FAILURE, 1).with(Fault.SLOW_RETRY, 1),
                ONE_PARKED_KEY.with(Fault.FAILURE, 3).with(Fault.LOST_ANSWER, 1),
                HOLDING,
                holding(2),
                Scenario.of("short relays", List.of("a1", "a2"), shape(1, Role.LANE, Role.RELAY))
                        .with(Fault.DEATH, 1)
                        .with(Fault.LOST_CONFIRMATION, 1),
                RELAYS.with(Fault.LOST_CONNECTION, 1),
                DELAYED.with(Fault.DEATH, 1));
    }

    private static Stream<Scenario> large() {
        return Stream.of(
                LANES.with(Fault.TAKEOVER, 1).with(Fault.FAILURE, 1).with(Fault.DEATH, 1),
                LANES.with(Fault.FAILURE, 3).with(Fault.SLOW_RETRY, 1).with(Fault.DEATH, 1),
                LANES.with(Fault.TAKEOVER, 2).with(Fault.PERMANENT_FAILURE, 1).with(Fault.LOST_ANSWER, 1),
                Scenario.of("two keys", List.of("a1", "b1", "a2"), shape(1, Role.LANE, Role.RETRY))
                        .with(Fault.FAILURE, 2)
                        .with(Fault.TAKEOVER, 1),
                Scenario.of("large batches", List.of("a1", "b1", "a2", "a1"), shape(3, Role.LANE, Role.RETRY))
                        .with(Fault.TAKEOVER, 1)
                        .with(Fault.FAILURE, 2),
                CATCH_UP.with(Fault.FAILURE, 2).with(Fault.SLOW_RETRY, 1).with(Fault.LOST_ANSWER, 1),
                HOLDING.with(Fault.SLOW_RETRY, 2).with(Fault.DEATH, 1),
                Scenario.of("catch-up and lanes", List.of("a3"), shape(3, Role.LANE, Role.RETRY))
                        .withWaiting(0, "a1", "b1", "a2")
                        .with(Fault.FAILURE, 1)
                        .with(Fault.SLOW_RETRY, 1),
                RELAYS.with(Fault.DEATH, 1).with(Fault.LOST_CONFIRMATION, 1),
                DELAYED.with(Fault.DEATH, 1).with(Fault.LOST_CONFIRMATION, 1).with(Fault.LOST_CONNECTION, 1));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noStateBreaksTheContract(Scenario scenario) {
        Search.Result result = Search.run(scenario, MOST_STATES);

        assertThat(result.counterexample()).as(scenario.name()).isEmpty();
        System.out.printf("Model %s %s: %d states%n", scenario.name(), scenario.faults(), result.states());
    }

    static Stream<Arguments> mistakes() {
        Scenario lanes = LANES.with(Fault.TAKEOVER, 1).with(Fault.FAILURE, 1);
        return Stream.of(
                arguments(LANES, OFFSET_BEFORE_TRANSACTION, "wrongly acknowledged"),
                arguments(lanes, NO_CLAIM, "twice"),
                arguments(LANES.with(Fault.FAILURE, 1), CLAIM_IN_ITS_OWN_TRANSACTION, "wrongly acknowledged"),
                arguments(LANES.with(Fault.FAILURE, 1), NO_PARK_CHECK, "out of order"),
                arguments(LANES.with(Fault.FAILURE, 1), NO_KEY_LOCK, "parked behind nothing"),
                arguments(LANES.with(Fault.FAILURE, 1), NO_PROMOTION_OF_THE_NEXT, "parked behind nothing"),
                arguments(
                        LANES.with(Fault.TAKEOVER, 1).with(Fault.PERMANENT_FAILURE, 1),
                        DEAD_LETTER_OF_A_HANDLED_EVENT,
                        "given up"),
                arguments(RELAYS, FOLLOW_UPS_AFTER_THE_COMMIT, "follow-up lost"),
                arguments(RELAYS, NO_SLOT_LOCK, "published out of order"),
                arguments(RELAYS, DELETE_BEFORE_PUBLISH, "follow-up lost"),
                arguments(RELAYS.with(Fault.LOST_CONFIRMATION, 1), SEND_PAST_A_FAILURE, "published out of order"),
                arguments(DELAYED, NO_PROMOTION_LOCK, "published out of order"),
                arguments(TRIED_BEHIND, RUN_WITHOUT_TRIED_EVENTS, "out of order"),
                arguments(ONE_PARKED_KEY.with(Fault.FAILURE, 1), SECOND_HALF_FIRST, "out of order"),
                arguments(holding(2), NO_FENCE_OF_RUNS, "held"),
                arguments(HOLDING, RUN_BEHIND_A_DUPLICATE, "held"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theShortestWayToAMistakeIsFound(Scenario scenario, Mutation mutation, String violation) {
        Search.Result result = Search.run(scenario.with(mutation), MOST_STATES);

        assertThat(result.counterexample()).as("%s", mutation).hasValueSatisfying(found -> {
            System.out.printf("%s: %s%n", mutation, found);
            assertThat(found.violation()).startsWith(violation);
        });
    }

    @Test
    void noMutationIsLeftOut() {
        Set<Object> tried = mistakes().map(mistake -> mistake.get()[1]).collect(Collectors.toSet());
        assertThat(tried).containsExactlyInAnyOrder((Object[]) Mutation.values());
    }
}
