package dev.baton.proof.model;

import dev.baton.proof.model.Change.Effect;
import dev.baton.proof.model.Change.GivenUp;
import dev.baton.proof.model.Change.Handled;
import dev.baton.proof.model.Change.Held;
import dev.baton.proof.model.Change.Stored;
import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Waiting;
import dev.baton.proof.model.Worker.Phase;
import dev.baton.proof.model.Worker.Taken;
import java.util.List;
import java.util.Map;

/** Delivers the due events of the retry table: {@code RetryRound} and {@code Deliveries.redeliver}. */
final class Retry implements Part {

    private final Scenario scenario;
    private final KeyRows rows;
    private final CatchUp catchUp;
    private final int process;

    Retry(Scenario scenario, int process) {
        this.scenario = scenario;
        this.rows = new KeyRows(scenario);
        this.catchUp = new CatchUp(scenario);
        this.process = process;
    }

    @Override
    public void offer(State now, Moves moves) {
        Worker retry = now.worker(process, Role.RETRY);
        switch (retry.phase) {
            case IDLE -> idle(now, retry, moves);
            case CLAIM -> claim(now, retry, moves);
            case INVOKE -> invoke(retry, moves);
            case COMMIT -> commit(retry, moves);
            case GIVE_UP -> giveUp(now, retry, moves);
            case SETTLE -> settle(now, retry, moves);
            case FAILED -> failed(now, retry, moves);
            case COMMIT_SETTLED -> moves.add(retry, "commits", Retry::next);
            case RELEASE -> release(now, retry, moves);
            default -> catchUp.offer(now, retry, moves);
        }
    }

    private void idle(State now, Worker retry, Moves moves) {
        boolean due = now.tables.retry.entrySet().stream().anyMatch(row -> mayTake(now, retry, row));
        if (due) {
            moves.add(retry, "takes due events", this::take);
        }
    }

    private static boolean mayTake(State now, Worker retry, Map.Entry<Integer, Waiting> row) {
        return row.getValue().mayBeTaken() && !now.othersHoldRow(retry, row.getKey());
    }

    private void take(State state, Worker retry) {
        int lease = state.freeLease();
        for (Map.Entry<Integer, Waiting> row : state.tables.retry.entrySet()) {
            if (mayTake(state, retry, row)) {
                Waiting before = row.getValue();
                retry.taken.add(new Taken(row.getKey(), before.event(), before.attempts(), lease));
                row.setValue(new Waiting(before.event(), before.attempts(), Due.LEASED, lease));
            }
        }
        retry.phase = catchUp.begin(retry);
    }

    private void claim(State now, Worker retry, Moves moves) {
        String event = retry.current().event();
        if (now.othersHave(retry, new Handled(event)) && !scenario.has(Mutation.NO_CLAIM)) {
            return; // tried again until the other delivery has ended
        }
        moves.add(retry, "claims", (state, same) -> {
            boolean fresh = scenario.has(Mutation.NO_CLAIM) || !state.tables.inbox.contains(event);
            if (fresh && !scenario.has(Mutation.NO_CLAIM)) {
                same.staged.add(new Handled(event));
            }
            if (scenario.has(Mutation.CLAIM_IN_ITS_OWN_TRANSACTION)) {
                same.commit(state.tables);
            }
            same.phase = fresh ? Phase.INVOKE : Phase.COMMIT;
        });
    }

    private void invoke(Worker retry, Moves moves) {
        String event = retry.current().event();
        moves.add(retry, "handles", (state, same) -> {
            same.staged.add(new Effect(event));
            same.staged.add(new Stored(state.freePosition(), event));
            same.phase = Phase.COMMIT;
        });
        moves.add(retry, "fails", Fault.FAILURE, (state, same) -> end(same, Phase.FAILED));
        moves.add(retry, "fails permanently", Fault.PERMANENT_FAILURE, (state, same) -> end(same, Phase.GIVE_UP));
    }

    private static void end(Worker retry, Phase next) {
        retry.rollBack();
        retry.phase = next;
    }

    private static void commit(Worker retry, Moves moves) {
        moves.add(retry, "commits", (state, same) -> {
            same.commit(state.tables);
            same.phase = Phase.SETTLE;
        });
        if (!retry.staged.isEmpty() && retry.staged.get(retry.staged.size() - 1) instanceof Stored) {
            moves.add(retry, "commits without an answer", Fault.LOST_ANSWER, (state, same) -> {
                same.commit(state.tables);
                same.phase = Phase.FAILED;
            });
        }
    }

    private void giveUp(State now, Worker retry, Moves moves) {
        String event = retry.current().event();
        if (!now.othersHave(retry, new Handled(event))) {
            moves.add(retry, "gives up", (state, same) -> {
                rows.giveUp(state, same, event);
                same.phase = Phase.COMMIT;
            });
        }
    }

    private void settle(State now, Worker retry, Moves moves) {
        if (mayRemove(now, retry)) {
            moves.add(retry, "removes the event", (state, same) -> {
                rows.remove(state, same);
                same.phase = Phase.COMMIT_SETTLED;
            });
        }
    }

    private boolean mayRemove(State now, Worker retry) {
        Taken taken = retry.current();
        return rows.mayLock(now, retry, List.of(taken.event())) && !now.othersHoldRow(retry, taken.id());
    }

    private void failed(State now, Worker retry, Moves moves) {
        Taken taken = retry.current();
        if (taken.attempts() + 1 < scenario.shape().attempts()) {
            if (!now.othersHoldRow(retry, taken.id())) {
                moves.add(retry, "puts the event back", Retry::putBack);
            }
        } else if (scenario.holds()) {
            if (!now.othersHoldRow(retry, taken.id()) && !now.othersHave(retry, new Handled(taken.event()))) {
                moves.add(retry, "holds the key", this::hold);
            }
        } else if (mayRemove(now, retry) && !now.othersHave(retry, new Handled(taken.event()))) {
            moves.add(retry, "removes the event and gives up", (state, same) -> {
                if (rows.remove(state, same)) {
                    rows.giveUp(state, same, taken.event());
                }
                same.phase = Phase.COMMIT_SETTLED;
            });
        }
    }

    private void hold(State state, Worker retry) {
        Taken taken = retry.current();
        Waiting row = state.tables.retry.get(taken.id());
        retry.phase = Phase.COMMIT_SETTLED;
        if (row != null && row.lease() == taken.lease()) {
            retry.staged.add(new Held(taken.id()));
            rows.giveUp(state, retry, taken.event());
            if (!retry.has(new GivenUp(taken.event()))) {
                retry.phase = Phase.RELEASE;
            }
        }
    }

    private void release(State now, Worker retry, Moves moves) {
        if (rows.mayLock(now, retry, List.of(retry.current().event()))) {
            moves.add(retry, "releases the key", (state, same) -> {
                rows.release(state, same);
                same.phase = Phase.COMMIT_SETTLED;
            });
        }
    }

    /** {@code Retries.FAILED_AGAIN}, the only statement of its transaction. */
    private static void putBack(State state, Worker retry) {
        Taken taken = retry.current();
        Waiting row = state.tables.retry.get(taken.id());
        if (row != null && row.lease() == taken.lease()) {
            state.tables.retry.put(taken.id(), new Waiting(row.event(), taken.attempts() + 1, Due.NOW, 0));
        }
        next(state, retry);
    }

    private static void next(State state, Worker retry) {
        retry.commit(state.tables);
        retry.taken.remove(0);
        retry.phase = retry.taken.isEmpty() ? Phase.IDLE : Phase.CLAIM;
    }
}
