package dev.baton.proof.model;

import dev.baton.proof.model.Change.Placed;
import dev.baton.proof.model.Tables.Delay;
import dev.baton.proof.model.Worker.Phase;

/**
 * Gives the delayed event whose time came first its position: {@code Relay.promoteDelayed}, here with a batch of one
 * event. It is one statement, but between its snapshot and its commit others can do something.
 */
final class Promotion implements Part {

    private static final String LOCK = "promotion";

    private final Scenario scenario;
    private final int process;

    Promotion(Scenario scenario, int process) {
        this.scenario = scenario;
        this.process = process;
    }

    @Override
    public void offer(State now, Moves moves) {
        Worker worker = now.worker(process, Role.PROMOTION);
        if (worker.phase == Phase.COMMIT) {
            moves.add(worker, "commits", (state, same) -> {
                same.commit(state.tables);
                same.idle();
            });
        } else if (scenario.has(Mutation.NO_PROMOTION_LOCK) || !now.othersHold(worker, LOCK)) {
            now.tables.outbox.entrySet().stream()
                    .filter(row -> row.getValue().delay() == Delay.OVER && !isPlaced(now, row.getKey()))
                    .findFirst()
                    .ifPresent(first -> moves.add(worker, "places a delayed event", (state, same) -> {
                        same.locks.add(LOCK);
                        same.staged.add(new Placed(
                                first.getKey(),
                                state.freePosition(),
                                first.getValue().event()));
                        same.phase = Phase.COMMIT;
                    }));
        }
    }

    /** Returns whether another transaction has locked the row, which is skipped then. */
    private static boolean isPlaced(State now, int position) {
        for (Worker worker : now.workers) {
            for (Change change : worker.staged) {
                if (change instanceof Placed placed && placed.before() == position) {
                    return true;
                }
            }
        }
        return false;
    }
}
