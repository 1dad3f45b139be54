package dev.baton.proof.model;

import dev.baton.proof.model.Tables.Delay;
import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Pending;
import dev.baton.proof.model.Tables.Waiting;
import dev.baton.proof.model.Worker.Phase;
import java.util.stream.Stream;

/** Processes die and start, the partition is assigned, leases end, and times come. */
final class Environment implements Part {

    private final boolean hasLanes;

    Environment(Scenario scenario) {
        this.hasLanes = scenario.shape().roles().contains(Role.LANE);
    }

    @Override
    public void offer(State now, Moves moves) {
        for (int process = 0; process < now.alive.length; process++) {
            life(now, process, moves);
            if (hasLanes && now.alive[process]) {
                assignment(now, process, moves);
            }
        }
        now.tables.retry.forEach((id, row) -> {
            if (row.due() == Due.LEASED && !isLocked(now, id)) {
                lease(now, id, row, moves);
            }
        });
        now.tables.outbox.entrySet().stream()
                .filter(row -> row.getValue().delay() == Delay.RUNNING)
                .findFirst()
                .ifPresent(row -> moves.add(
                        State.NOBODY,
                        "the time of " + row.getValue().event() + " comes",
                        false,
                        state -> state.tables.outbox.put(
                                row.getKey(), new Pending(row.getValue().event(), Delay.OVER))));
    }

    private static void life(State now, int process, Moves moves) {
        if (!now.alive[process]) {
            moves.add(process, "starts", false, state -> state.alive[process] = true);
        } else if (now.may(Fault.DEATH)) {
            moves.add(process, "dies", true, state -> {
                state.happened(Fault.DEATH);
                state.alive[process] = false;
                state.owner = state.owner == process ? State.NOBODY : state.owner;
                Stream.of(state.workers)
                        .filter(worker -> worker.process == process)
                        .forEach(Environment::forget);
            });
        }
    }

    private static void forget(Worker worker) {
        worker.idle();
        worker.position = 0;
        worker.oneByOneUntil = 0;
    }

    private static void assignment(State now, int process, Moves moves) {
        if (now.owner == process || now.worker(process, Role.LANE).phase != Phase.IDLE) {
            return;
        }
        if (now.owner == State.NOBODY) {
            moves.add(process, "gets the partition", false, state -> assign(state, process));
        } else if (now.may(Fault.TAKEOVER)) {
            moves.add(process, "takes the partition over", true, state -> {
                state.happened(Fault.TAKEOVER);
                assign(state, process);
            });
        }
    }

    private static void assign(State state, int process) {
        state.owner = process;
        Worker lane = state.worker(process, Role.LANE);
        forget(lane);
        lane.position = state.offset;
    }

    /** A transaction is changing the row, so that nobody takes it before the transaction has ended anyway. */
    private static boolean isLocked(State now, int id) {
        return Stream.of(now.workers)
                .flatMap(worker -> worker.staged.stream())
                .anyMatch(change -> change.lockedRow() == id);
    }

    private static void lease(State now, int id, Waiting row, Moves moves) {
        boolean held = Stream.of(now.workers)
                .anyMatch(worker -> worker.taken.stream().anyMatch(taken -> taken.lease() == row.lease()));
        if (!held || now.may(Fault.SLOW_RETRY)) {
            moves.add(State.NOBODY, "the lease of " + row.event() + " ends", held, state -> {
                if (held) {
                    state.happened(Fault.SLOW_RETRY);
                }
                state.tables.retry.put(id, new Waiting(row.event(), row.attempts(), Due.LEASE_OVER, row.lease()));
            });
        }
    }
}
