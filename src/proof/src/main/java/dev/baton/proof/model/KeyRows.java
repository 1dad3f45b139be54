package dev.baton.proof.model;

import dev.baton.proof.model.Change.GivenUp;
import dev.baton.proof.model.Change.Handled;
import dev.baton.proof.model.Change.Promoted;
import dev.baton.proof.model.Change.Removed;
import dev.baton.proof.model.Change.Waits;
import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Waiting;
import dev.baton.proof.model.Worker.Run;
import java.util.List;
import java.util.Map;

/** The statements on the rows of a key that lanes and retries share. */
record KeyRows(Scenario scenario) {

    private static String lock(String event) {
        return "key " + Scenario.key(event);
    }

    /** Returns whether the locks of the events' keys are free. */
    boolean mayLock(State state, Worker worker, List<String> events) {
        return scenario.has(Mutation.NO_KEY_LOCK)
                || events.stream().noneMatch(event -> state.othersHold(worker, lock(event)));
    }

    /** {@code Retries.LOCK_KEYS} and {@code Retries.ADD}. */
    void add(State state, Worker worker, List<String> events, int attempts) {
        for (String event : events) {
            worker.locks.add(lock(event));
        }
        for (String event : events) {
            if (!state.tables.isWaiting(event)) {
                boolean behind = state.tables.waitingKeys().contains(Scenario.key(event))
                        || worker.staged.stream()
                                .anyMatch(change -> change instanceof Waits waits
                                        && waits.row().isOf(Scenario.key(event)));
                Waiting row = new Waiting(event, attempts, behind ? Due.PARKED : Due.NOW, 0);
                worker.staged.add(new Waits(state.freeRow(), row));
            }
        }
    }

    /** {@code Retries.LOCK_KEYS}, {@code DELETE} and {@code PROMOTE_NEXT}; returns whether the lease still held. */
    boolean remove(State state, Worker worker) {
        Worker.Taken taken = worker.current();
        worker.locks.add(lock(taken.event()));
        Waiting row = state.tables.retry.get(taken.id());
        if (row == null || row.lease() != taken.lease()) {
            return false;
        }
        worker.staged.add(new Removed(taken.id()));
        promoteNext(state, worker, Scenario.key(taken.event()));
        return true;
    }

    /** {@code ParkedRuns.done}: the events behind one whose lease is over stay as well. */
    void remove(State state, Worker worker, List<Run> runs) {
        runs.forEach(run -> worker.locks.add(lock(run.head().event())));
        for (Run run : runs) {
            Waiting head = state.tables.retry.get(run.head().id());
            if (head != null && (head.lease() == run.head().lease() || scenario.has(Mutation.NO_FENCE_OF_RUNS))) {
                run.events().forEach(event -> worker.staged.add(new Removed(event.id())));
            }
        }
        runs.forEach(run -> promoteNext(state, worker, Scenario.key(run.head().event())));
    }

    /** {@code HeldEvent.remove}. */
    void release(State state, Worker worker) {
        Worker.Taken taken = worker.current();
        worker.locks.add(lock(taken.event()));
        worker.staged.add(new Removed(taken.id()));
        promoteNext(state, worker, Scenario.key(taken.event()));
    }

    private void promoteNext(State state, Worker worker, String key) {
        state.tables.retry.entrySet().stream()
                .filter(next -> next.getValue().isOf(key) && !worker.has(new Removed(next.getKey())))
                .findFirst()
                .filter(next -> next.getValue().due() == Due.PARKED)
                .filter(next -> !scenario.has(Mutation.NO_PROMOTION_OF_THE_NEXT))
                .map(Map.Entry::getKey)
                .ifPresent(next -> worker.staged.add(new Promoted(next)));
    }

    /** {@code DeadLetters}: an event that has taken effect meanwhile does not become a dead letter. */
    void giveUp(State state, Worker worker, String event) {
        boolean handled = state.tables.inbox.contains(event);
        if (!handled || scenario.has(Mutation.DEAD_LETTER_OF_A_HANDLED_EVENT)) {
            worker.staged.add(new GivenUp(event));
        }
        if (!handled) {
            worker.staged.add(new Handled(event));
        }
    }
}
