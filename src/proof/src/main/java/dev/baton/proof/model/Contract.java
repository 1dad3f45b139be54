package dev.baton.proof.model;

import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold in each state, and what must be done once nothing is left to do. */
final class Contract {

    private final Scenario scenario;
    private final List<String> inOrder;
    private final boolean strictRuns;

    Contract(Scenario scenario) {
        this.scenario = scenario;
        this.inOrder = Stream.concat(scenario.waiting().keySet().stream(), scenario.log().stream())
                .distinct()
                .toList();
        this.strictRuns = !scenario.faults().containsKey(Fault.LOST_CONNECTION);
    }

    /** Returns what the state violates; empty if it violates nothing. */
    Optional<String> violation(State state) {
        return exactlyOnce(state.tables)
                .or(() -> inOrder(state.tables))
                .or(() -> held(state.tables))
                .or(() -> noFollowUpLost(state))
                .or(() -> parked(state.tables))
                .or(() -> published(state))
                .or(() -> acknowledged(state));
    }

    /** Returns what is left undone in a state in which nothing but faults can happen. */
    Optional<String> unfinished(State state) {
        Tables tables = state.tables;
        Set<String> settled = new TreeSet<>(tables.effects);
        settled.addAll(tables.deadLetters);
        if (!scenario.holds() && handlesAll() && !settled.containsAll(inOrder)) {
            return Optional.of("lost: only " + settled + " took effect or became dead letters");
        }
        List<Waiting> stuck = stuck(tables);
        if (!stuck.isEmpty() && scenario.shape().roles().contains(Role.RETRY)) {
            return Optional.of("stuck in the retry table: " + stuck);
        }
        if (!tables.outbox.isEmpty() && scenario.shape().roles().contains(Role.RELAY)) {
            return Optional.of("stuck in the outbox: " + tables.outbox.values());
        }
        return Optional.empty();
    }

    private boolean handlesAll() {
        Set<Role> roles = scenario.shape().roles();
        return scenario.log().isEmpty() ? roles.contains(Role.RETRY) : roles.contains(Role.LANE);
    }

    /** Returns the waiting events whose key is not held. */
    private static List<Waiting> stuck(Tables tables) {
        Set<String> held = tables.retry.values().stream()
                .filter(row -> row.due() == Due.HELD)
                .map(row -> Scenario.key(row.event()))
                .collect(Collectors.toSet());
        return tables.retry.values().stream()
                .filter(row -> !held.contains(Scenario.key(row.event())))
                .toList();
    }

    private static Optional<String> exactlyOnce(Tables tables) {
        Set<String> seen = new HashSet<>();
        for (String event : tables.effects) {
            if (!seen.add(event)) {
                return Optional.of("twice: " + event + " took effect twice");
            }
            if (tables.deadLetters.contains(event)) {
                return Optional.of("given up: " + event + " took effect and is a dead letter");
            }
        }
        return Optional.empty();
    }

    private Optional<String> inOrder(Tables tables) {
        Map<String, Integer> last = new HashMap<>();
        for (String event : tables.effects) {
            int place = inOrder.indexOf(event);
            Integer before = last.put(Scenario.key(event), place);
            if (before != null && before > place) {
                return Optional.of("out of order: effects are " + tables.effects);
            }
        }
        return Optional.empty();
    }

    /** No event takes effect after one that was given up on and holds its key. */
    private Optional<String> held(Tables tables) {
        return tables.effects.stream()
                .filter(event -> scenario.holds()
                        && tables.deadLetters.stream()
                                .anyMatch(held -> Scenario.key(held).equals(Scenario.key(event))
                                        && inOrder.indexOf(held) < inOrder.indexOf(event)))
                .map(event -> "held: " + event + " took effect although an event holds its key")
                .findFirst();
    }

    private static Optional<String> noFollowUpLost(State state) {
        Set<String> known = new HashSet<>(state.topic);
        state.tables.outbox.values().forEach(row -> known.add(row.event()));
        return state.tables.effects.stream()
                .filter(event -> !known.contains(event))
                .map(event -> "follow-up lost: that of " + event + " is neither in the outbox nor published")
                .findFirst();
    }

    /** Only the first event of a key may be taken, and no event is parked without one before it. */
    private static Optional<String> parked(Tables tables) {
        Set<String> keys = new HashSet<>();
        for (Waiting row : tables.retry.values()) {
            boolean first = keys.add(Scenario.key(row.event()));
            if (first == (row.due() == Due.PARKED)) {
                return Optional.of(
                        (first ? "parked behind nothing: " : "not parked behind another: ") + tables.retry.values());
            }
        }
        return Optional.empty();
    }

    /**
     * The events of a key are published in the order of their effects. What is published again is a run that ends where
     * it was broken off. Only a relay that has lost its locks may end such a run earlier.
     */
    private Optional<String> published(State state) {
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> furthest = new HashMap<>();
        for (String event : state.topic) {
            String key = Scenario.key(event);
            int place = ofKey(state, key).indexOf(event);
            int most = furthest.getOrDefault(key, -1);
            if (place > most + 1 || strictRuns && place > last.getOrDefault(key, -1) + 1) {
                return Optional.of("published out of order: " + state.topic);
            }
            last.put(key, place);
            furthest.put(key, Math.max(most, place));
        }
        return Optional.empty();
    }

    private List<String> ofKey(State state, String key) {
        List<String> events = new ArrayList<>(scenario.delayed());
        events.addAll(state.tables.effects);
        events.removeIf(event -> !Scenario.key(event).equals(key));
        return events;
    }

    /** What is before the committed offset was handled, given up on, or is kept. */
    private Optional<String> acknowledged(State state) {
        return scenario.log().subList(0, state.offset).stream()
                .filter(event -> !state.tables.effects.contains(event)
                        && !state.tables.deadLetters.contains(event)
                        && !state.tables.isWaiting(event))
                .map(event -> "wrongly acknowledged: the offset after " + event + " is committed")
                .findFirst();
    }
}
