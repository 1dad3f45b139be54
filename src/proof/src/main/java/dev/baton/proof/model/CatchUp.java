package dev.baton.proof.model;

import dev.baton.proof.model.Change.Effect;
import dev.baton.proof.model.Change.Handled;
import dev.baton.proof.model.Change.Stored;
import dev.baton.proof.model.Worker.Phase;
import dev.baton.proof.model.Worker.Run;
import dev.baton.proof.model.Worker.Taken;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Delivers untried events of the retry table together with those parked behind them: {@code CatchUp},
 * {@code ParkedRuns} and {@code Deliveries.redeliverTogether}. The number of events is always the largest possible one.
 */
final class CatchUp {

    private final Scenario scenario;
    private final KeyRows rows;

    CatchUp(Scenario scenario) {
        this.scenario = scenario;
        this.rows = new KeyRows(scenario);
    }

    /** Returns what comes after events have been taken. */
    Phase begin(Worker retry) {
        return scenario.shape().batch() > 1 && !untried(retry).isEmpty() ? Phase.READ : Phase.CLAIM;
    }

    void offer(State now, Worker retry, Moves moves) {
        switch (retry.phase) {
            case READ -> moves.add(retry, "reads the events behind", this::read);
            case CLAIM_TOGETHER -> claim(now, retry, moves);
            case INVOKE_TOGETHER -> invoke(retry, moves);
            case COMMIT_TOGETHER -> commit(retry, moves);
            case SETTLE_TOGETHER -> settle(now, retry, moves);
            case COMMIT_SETTLED_TOGETHER -> commitSettled(retry, moves);
            default -> throw new IllegalStateException(retry.phase.toString());
        }
    }

    private static List<Taken> untried(Worker retry) {
        return retry.taken.stream().filter(taken -> taken.attempts() == 0).toList();
    }

    private void read(State state, Worker retry) {
        int most = scenario.shape().batch();
        List<Taken> heads = untried(retry).stream().limit(most).toList();
        int behindEach = most / heads.size() - 1;
        retry.groups.add(heads.stream()
                .map(head -> new Run(head, behind(state, head, behindEach)))
                .toList());
        next(retry);
    }

    private List<Taken> behind(State state, Taken head, int most) {
        Stream<Taken> behind = state.tables.retry.entrySet().stream()
                .filter(row -> row.getKey() > head.id() && row.getValue().isOf(Scenario.key(head.event())))
                .limit(most)
                .map(row -> new Taken(
                        row.getKey(), row.getValue().event(), row.getValue().attempts(), head.lease()));
        return (scenario.has(Mutation.RUN_WITHOUT_TRIED_EVENTS)
                        ? behind.filter(event -> event.attempts() == 0)
                        : behind.takeWhile(event -> event.attempts() == 0))
                .toList();
    }

    private void claim(State now, Worker retry, Moves moves) {
        List<String> events = events(retry.groups.get(0));
        List<String> fresh = events.stream()
                .filter(event -> !now.tables.inbox.contains(event))
                .toList();
        if (events.stream().anyMatch(event -> now.othersHave(retry, new Handled(event)))
                || isBehindDuplicate(events, fresh) && !scenario.has(Mutation.RUN_BEHIND_A_DUPLICATE)) {
            moves.add(retry, "claims together in vain", (state, same) -> fallBack(same));
            return;
        }
        moves.add(retry, "claims together", (state, same) -> {
            for (String event : fresh) {
                same.fresh.add(event);
                same.staged.add(new Handled(event));
            }
            same.phase = fresh.isEmpty() ? Phase.COMMIT_TOGETHER : Phase.INVOKE_TOGETHER;
        });
    }

    /** The event before it may have been given up on meanwhile, and hold the key. */
    private static boolean isBehindDuplicate(List<String> events, List<String> fresh) {
        Set<String> keys = new HashSet<>();
        for (String event : events) {
            if (!fresh.contains(event)) {
                keys.add(Scenario.key(event));
            } else if (keys.contains(Scenario.key(event))) {
                return true;
            }
        }
        return false;
    }

    private void invoke(Worker retry, Moves moves) {
        moves.add(retry, "handles together", (state, same) -> {
            for (String event : same.fresh) {
                same.staged.add(new Effect(event));
                same.staged.add(new Stored(state.freePosition(), event));
            }
            same.phase = Phase.COMMIT_TOGETHER;
        });
        moves.add(retry, "fails together", Fault.FAILURE, (state, same) -> fallBack(same));
        moves.add(retry, "fails permanently together", Fault.PERMANENT_FAILURE, (state, same) -> fallBack(same));
    }

    private void commit(Worker retry, Moves moves) {
        moves.add(retry, "commits together", (state, same) -> {
            same.commit(state.tables);
            same.phase = Phase.SETTLE_TOGETHER;
        });
        if (!retry.fresh.isEmpty()) {
            moves.add(retry, "commits together without an answer", Fault.LOST_ANSWER, (state, same) -> {
                same.commit(state.tables);
                fallBack(same);
            });
        }
    }

    /** Tries the events of each key by themselves, and then fewer of them. */
    private void fallBack(Worker retry) {
        retry.rollBack();
        List<Run> failed = retry.groups.remove(0);
        List<List<Run>> smaller =
                failed.size() > 1 ? failed.stream().map(List::of).toList() : List.of(List.of(half(failed.get(0))));
        retry.groups.addAll(0, smaller);
        next(retry);
    }

    private Run half(Run run) {
        int size = run.events().size();
        return scenario.has(Mutation.SECOND_HALF_FIRST) && size > 2
                ? new Run(run.behind().get(size / 2 - 1), run.behind().subList(size / 2, size - 1))
                : new Run(run.head(), run.behind().subList(0, size / 2 - 1));
    }

    private void settle(State now, Worker retry, Moves moves) {
        List<Run> done = retry.groups.get(0);
        boolean free = rows.mayLock(now, retry, events(done))
                && done.stream()
                        .flatMap(run -> run.events().stream())
                        .noneMatch(event -> now.othersHoldRow(retry, event.id()));
        if (free) {
            moves.add(retry, "removes the events together", (state, same) -> {
                rows.remove(state, same, done);
                same.phase = Phase.COMMIT_SETTLED_TOGETHER;
            });
        }
    }

    private static void commitSettled(Worker retry, Moves moves) {
        moves.add(retry, "commits the removal", (state, same) -> {
            same.commit(state.tables);
            same.groups.remove(0).forEach(run -> same.settled.add(run.head().id()));
            next(same);
        });
        moves.add(retry, "commits the removal without an answer", Fault.LOST_ANSWER, (state, same) -> {
            same.commit(state.tables);
            same.groups.clear();
            same.settled.clear();
            same.phase = Phase.CLAIM;
        });
    }

    /** Single events are left to be delivered alone. */
    private static void next(Worker retry) {
        retry.groups.removeIf(group -> events(group).size() == 1);
        if (retry.groups.isEmpty()) {
            retry.taken.removeIf(taken -> retry.settled.contains(taken.id()));
            retry.settled.clear();
            retry.phase = retry.taken.isEmpty() ? Phase.IDLE : Phase.CLAIM;
        } else {
            retry.phase = Phase.CLAIM_TOGETHER;
        }
    }

    private static List<String> events(List<Run> group) {
        return group.stream()
                .flatMap(run -> run.events().stream())
                .map(Taken::event)
                .toList();
    }
}
