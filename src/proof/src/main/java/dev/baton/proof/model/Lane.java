package dev.baton.proof.model;

import dev.baton.proof.model.Change.Effect;
import dev.baton.proof.model.Change.Handled;
import dev.baton.proof.model.Change.Stored;
import dev.baton.proof.model.Worker.Phase;
import java.util.List;
import java.util.Set;

/** Delivers the records of the partition: {@code Deliveries.deliver} and {@code OffsetCommits}. */
final class Lane implements Part {

    private final Scenario scenario;
    private final KeyRows rows;
    private final int process;

    Lane(Scenario scenario, int process) {
        this.scenario = scenario;
        this.rows = new KeyRows(scenario);
        this.process = process;
    }

    @Override
    public void offer(State now, Moves moves) {
        Worker lane = now.worker(process, Role.LANE);
        switch (lane.phase) {
            case IDLE -> idle(now, lane, moves);
            case RECOGNISE -> moves.add(lane, "recognises waiting events", this::recognise);
            case CLAIM -> claim(now, lane, moves);
            case INVOKE -> invoke(lane, moves);
            case KEEP -> keep(now, lane, moves);
            case COMMIT -> commit(lane, moves);
            case LATE_FOLLOW_UPS -> moves.add(lane, "stores follow-ups", Lane::storeLate);
            case LEAVE -> leave(now, lane, moves);
            case GIVE_UP -> giveUp(now, lane, moves);
            default -> throw new IllegalStateException(lane.phase.toString());
        }
    }

    private void idle(State now, Worker lane, Moves moves) {
        boolean owner = now.owner == process;
        if (owner && now.offset < lane.position) {
            moves.add(lane, "commits the offset", (state, same) -> state.offset = same.position);
        }
        if (lane.position < scenario.log().size() && (owner || lane.position < lane.oneByOneUntil)) {
            moves.add(lane, "checks for parked keys", this::park);
        }
    }

    private void park(State state, Worker lane) {
        int size = lane.position < lane.oneByOneUntil ? 1 : scenario.shape().batch();
        int end = Math.min(scenario.log().size(), lane.position + size);
        lane.batch.addAll(scenario.log().subList(lane.position, end));
        if (scenario.has(Mutation.OFFSET_BEFORE_TRANSACTION)) {
            state.offset = end;
        }
        if (!scenario.has(Mutation.NO_PARK_CHECK)) {
            Set<String> parked = state.tables.waitingKeys();
            lane.batch.stream()
                    .filter(event -> parked.contains(Scenario.key(event)))
                    .forEach(lane.waiting::add);
        }
        lane.phase = lane.waiting.isEmpty() ? Phase.CLAIM : Phase.RECOGNISE;
    }

    private void recognise(State state, Worker lane) {
        lane.batch.removeIf(event -> lane.waiting.contains(event) && state.tables.inbox.contains(event));
        lane.waiting.removeIf(state.tables.inbox::contains);
        lane.phase = Phase.CLAIM;
    }

    private void claim(State now, Worker lane, Moves moves) {
        List<String> claimed = lane.batch.stream()
                .filter(event -> !lane.waiting.contains(event))
                .toList();
        if (!scenario.has(Mutation.NO_CLAIM)
                && claimed.stream().anyMatch(event -> now.othersHave(lane, new Handled(event)))) {
            moves.add(lane, "claims in vain", (state, same) -> startOver(same));
        } else {
            moves.add(lane, "claims", (state, same) -> claim(state, same, claimed));
        }
    }

    private void claim(State state, Worker lane, List<String> claimed) {
        for (String event : claimed) {
            if (scenario.has(Mutation.NO_CLAIM)) {
                lane.fresh.add(event);
            } else if (!state.tables.inbox.contains(event) && !lane.fresh.contains(event)) {
                lane.fresh.add(event);
                lane.staged.add(new Handled(event));
            }
        }
        if (scenario.has(Mutation.CLAIM_IN_ITS_OWN_TRANSACTION)) {
            state.tables.inbox.addAll(lane.fresh);
            lane.staged.clear();
        }
        lane.phase = lane.fresh.isEmpty() ? afterInvoke(lane) : Phase.INVOKE;
    }

    /** A batch that can't be delivered together is delivered one by one; a single event is delivered again later. */
    private void startOver(Worker lane) {
        lane.oneByOneUntil = isWholeBatch(lane) ? end(lane) : 0;
        lane.idle();
    }

    private boolean isWholeBatch(Worker lane) {
        return lane.position >= lane.oneByOneUntil && end(lane) - lane.position > 1;
    }

    /** Returns the offset after the running delivery, some of whose events may have turned out to be duplicates. */
    private int end(Worker lane) {
        int size = lane.position < lane.oneByOneUntil ? 1 : scenario.shape().batch();
        return Math.min(scenario.log().size(), lane.position + size);
    }

    private static Phase afterInvoke(Worker lane) {
        return lane.waiting.isEmpty() ? Phase.COMMIT : Phase.KEEP;
    }

    private void invoke(Worker lane, Moves moves) {
        moves.add(lane, "handles", this::handle);
        moves.add(lane, "fails", Fault.FAILURE, (state, same) -> fail(same, false));
        moves.add(lane, "fails permanently", Fault.PERMANENT_FAILURE, (state, same) -> fail(same, true));
    }

    private void handle(State state, Worker lane) {
        lane.fresh.forEach(event -> lane.staged.add(new Effect(event)));
        if (!scenario.has(Mutation.FOLLOW_UPS_AFTER_THE_COMMIT)) {
            lane.fresh.forEach(event -> lane.staged.add(new Stored(state.freePosition(), event)));
        }
        lane.phase = afterInvoke(lane);
    }

    private void fail(Worker lane, boolean permanent) {
        if (isWholeBatch(lane)) {
            startOver(lane);
            return;
        }
        lane.rollBack();
        lane.phase = permanent || scenario.shape().attempts() == 1 ? Phase.GIVE_UP : Phase.LEAVE;
    }

    private void keep(State now, Worker lane, Moves moves) {
        if (rows.mayLock(now, lane, lane.waiting)) {
            moves.add(lane, "parks", (state, same) -> {
                rows.add(state, same, same.waiting, 0);
                same.phase = Phase.COMMIT;
            });
        }
    }

    private void commit(Worker lane, Moves moves) {
        moves.add(lane, "commits", (state, same) -> {
            List<String> late =
                    scenario.has(Mutation.FOLLOW_UPS_AFTER_THE_COMMIT) ? List.copyOf(same.fresh) : List.of();
            int end = end(same);
            same.commit(state.tables);
            same.idle();
            same.position = end;
            if (!late.isEmpty()) {
                same.fresh.addAll(late);
                same.phase = Phase.LATE_FOLLOW_UPS;
            }
        });
        if (!lane.fresh.isEmpty()) {
            moves.add(lane, "commits without an answer", Fault.LOST_ANSWER, (state, same) -> {
                same.staged.forEach(change -> change.applyTo(state.tables));
                fail(same, false);
            });
        }
    }

    private static void storeLate(State state, Worker lane) {
        for (String event : lane.fresh) {
            new Stored(state.freePosition(), event).applyTo(state.tables);
        }
        lane.idle();
    }

    private void leave(State now, Worker lane, Moves moves) {
        if (rows.mayLock(now, lane, lane.batch)) {
            moves.add(lane, "keeps the event for later", (state, same) -> {
                rows.add(state, same, same.batch, 1);
                same.phase = Phase.COMMIT;
            });
        }
    }

    private void giveUp(State now, Worker lane, Moves moves) {
        String event = lane.batch.get(0);
        if (!now.othersHave(lane, new Handled(event))) {
            moves.add(lane, "gives up", (state, same) -> {
                rows.giveUp(state, same, event);
                same.phase = Phase.COMMIT;
            });
        }
    }
}
