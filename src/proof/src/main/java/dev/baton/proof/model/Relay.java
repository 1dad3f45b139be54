package dev.baton.proof.model;

import static java.util.Objects.requireNonNull;

import dev.baton.proof.model.Change.Deleted;
import dev.baton.proof.model.Tables.Delay;
import dev.baton.proof.model.Worker.Phase;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Publishes the outbox: {@code Relay.publishDue}. Each key has its own slot here. */
final class Relay implements Part {

    private final Scenario scenario;
    private final int process;

    Relay(Scenario scenario, int process) {
        this.scenario = scenario;
        this.process = process;
    }

    @Override
    public void offer(State now, Moves moves) {
        Worker relay = now.worker(process, Role.RELAY);
        switch (relay.phase) {
            case IDLE -> idle(now, relay, moves);
            case READ -> moves.add(relay, "reads", this::read);
            case SEND -> send(relay, moves);
            case DELETE -> delete(relay, moves);
            default -> throw new IllegalStateException(relay.phase.toString());
        }
        if (relay.phase != Phase.IDLE && relay.connected) {
            moves.add(relay, "loses its connection", Fault.LOST_CONNECTION, (state, same) -> {
                same.rollBack();
                same.connected = false;
                if (same.phase == Phase.READ) {
                    same.idle();
                }
            });
        }
    }

    private void idle(State now, Worker relay, Moves moves) {
        Set<String> free = freeSlots(now, relay);
        if (!free.isEmpty()) {
            moves.add(relay, "locks slots", (state, same) -> {
                free.forEach(slot -> same.locks.add("slot " + slot));
                same.phase = Phase.READ;
            });
        }
    }

    private Set<String> freeSlots(State now, Worker relay) {
        return now.tables.outbox.values().stream()
                .filter(row -> row.delay() == Delay.NONE)
                .map(row -> Scenario.key(row.event()))
                .filter(slot -> scenario.has(Mutation.NO_SLOT_LOCK) || !now.othersHold(relay, "slot " + slot))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void read(State state, Worker relay) {
        state.tables.outbox.forEach((position, row) -> {
            if (row.delay() == Delay.NONE && relay.locks.contains("slot " + Scenario.key(row.event()))) {
                relay.read.put(position, row);
            }
        });
        if (scenario.has(Mutation.DELETE_BEFORE_PUBLISH)) {
            relay.read.keySet().forEach(state.tables.outbox::remove);
        }
        relay.phase = relay.read.isEmpty() ? Phase.DELETE : Phase.SEND;
    }

    private void send(Worker relay, Moves moves) {
        int position = first(relay);
        String event = requireNonNull(relay.read.get(position)).event();
        moves.add(relay, "sends " + event, (state, same) -> {
            same.confirmed.add(position);
            state.topic.add(event);
            sent(same, position);
        });
        moves.add(relay, "sends " + event + " without an answer", Fault.LOST_CONFIRMATION, (state, same) -> {
            state.topic.add(event);
            notSent(same, event);
        });
        moves.add(relay, "does not send " + event, Fault.LOST_CONFIRMATION, (state, same) -> notSent(same, event));
    }

    /** Rows are sent slot by slot, in the order of the slots. */
    private static int first(Worker relay) {
        String slot = relay.read.values().stream()
                .map(row -> Scenario.key(row.event()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return relay.read.entrySet().stream()
                .filter(row -> Scenario.key(row.getValue().event()).equals(slot))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** After an event that may not have been sent, no later event of its key is sent. */
    private void notSent(Worker relay, String event) {
        sent(relay, first(relay));
        if (!scenario.has(Mutation.SEND_PAST_A_FAILURE)) {
            relay.read.values().removeIf(row -> Scenario.key(row.event()).equals(Scenario.key(event)));
            relay.phase = relay.read.isEmpty() ? Phase.DELETE : Phase.SEND;
        }
    }

    private static void sent(Worker relay, int position) {
        relay.read.remove(position);
        relay.phase = relay.read.isEmpty() ? Phase.DELETE : Phase.SEND;
    }

    private static void delete(Worker relay, Moves moves) {
        moves.add(relay, relay.connected ? "deletes and commits" : "fails to delete", (state, same) -> {
            if (same.connected) {
                new Deleted(same.confirmed).applyTo(state.tables);
            }
            same.idle();
        });
    }
}
