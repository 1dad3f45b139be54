package dev.baton.proof.model;

import dev.baton.proof.model.Change.Placed;
import dev.baton.proof.model.Change.Stored;
import dev.baton.proof.model.Change.Waits;
import dev.baton.proof.model.Tables.Delay;
import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Pending;
import dev.baton.proof.model.Tables.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything at one moment: the tables, the topics, and the processes. */
public final class State {

    static final int NOBODY = -1;

    final Tables tables;
    final List<String> topic;
    final Worker[] workers;
    final boolean[] alive;
    final int[] faultsLeft;

    /** The process to which the partition is assigned, and the committed offset. */
    int owner = NOBODY;

    int offset;

    private State(Tables tables, List<String> topic, Worker[] workers, boolean[] alive, int[] faultsLeft) {
        this.tables = tables;
        this.topic = topic;
        this.workers = workers;
        this.alive = alive;
        this.faultsLeft = faultsLeft;
    }

    static State initial(Scenario scenario) {
        int processes = scenario.shape().processes();
        Worker[] workers = IntStream.range(0, processes)
                .boxed()
                .flatMap(process -> scenario.shape().roles().stream().sorted().map(role -> new Worker(process, role)))
                .toArray(Worker[]::new);
        boolean[] alive = new boolean[processes];
        Arrays.fill(alive, true);
        int[] faults = new int[Fault.values().length];
        scenario.faults().forEach((fault, times) -> faults[fault.ordinal()] = times);
        State state = new State(new Tables(), new ArrayList<>(), workers, alive, faults);
        scenario.delayed()
                .forEach(event -> state.tables.outbox.put(state.freePosition(), new Pending(event, Delay.RUNNING)));
        scenario.waiting()
                .forEach((event, attempts) -> state.tables.retry.put(state.freeRow(), first(state, event, attempts)));
        return state;
    }

    private static Waiting first(State state, String event, int attempts) {
        boolean behind = state.tables.waitingKeys().contains(Scenario.key(event));
        return new Waiting(event, attempts, behind ? Due.PARKED : Due.NOW, 0);
    }

    State copy() {
        State copy = new State(
                tables.copy(),
                new ArrayList<>(topic),
                Stream.of(workers).map(Worker::copy).toArray(Worker[]::new),
                alive.clone(),
                faultsLeft.clone());
        copy.owner = owner;
        copy.offset = offset;
        return copy;
    }

    /** Returns the content of the tables. */
    public Tables tables() {
        return tables;
    }

    /** Returns the published events, in order. */
    public List<String> topic() {
        return topic;
    }

    Worker worker(int process, Role role) {
        for (Worker worker : workers) {
            if (worker.process == process && worker.role == role) {
                return worker;
            }
        }
        throw new IllegalArgumentException("process " + process + " has no " + role);
    }

    boolean may(Fault fault) {
        return faultsLeft[fault.ordinal()] > 0;
    }

    void happened(Fault fault) {
        faultsLeft[fault.ordinal()]--;
    }

    /** Returns whether another open transaction has made this change, for which a statement of this worker waits. */
    boolean othersHave(Worker worker, Change change) {
        return Stream.of(workers).anyMatch(other -> isOther(other, worker) && other.has(change));
    }

    boolean othersHold(Worker worker, String lock) {
        return Stream.of(workers).anyMatch(other -> isOther(other, worker) && other.locks.contains(lock));
    }

    /** Returns whether another open transaction holds the row of the retry table. */
    boolean othersHoldRow(Worker worker, int id) {
        return Stream.of(workers)
                .anyMatch(other ->
                        isOther(other, worker) && other.staged.stream().anyMatch(change -> change.lockedRow() == id));
    }

    private static boolean isOther(Worker other, Worker worker) {
        return other.process != worker.process || other.role != worker.role;
    }

    /**
     * Returns a position after all positions that exist. The sequence of the database goes on rather than starting
     * again, but only the order of the positions counts.
     */
    int freePosition() {
        int last = tables.outbox.isEmpty() ? 0 : tables.outbox.lastKey();
        for (Worker worker : workers) {
            last = Math.max(last, worker.read.isEmpty() ? 0 : worker.read.lastKey());
            for (int position : worker.confirmed) {
                last = Math.max(last, position);
            }
            for (Change change : worker.staged) {
                last = Math.max(last, position(change));
            }
        }
        return last + 1;
    }

    private static int position(Change change) {
        return change instanceof Stored stored
                ? stored.position()
                : change instanceof Placed placed ? placed.position() : 0;
    }

    /** Returns an id after those of all rows of the retry table that exist, or that a worker remembers. */
    int freeRow() {
        int last = tables.retry.isEmpty() ? 0 : tables.retry.lastKey();
        for (Worker worker : workers) {
            last = Math.max(last, worker.lastRow());
            for (Change change : worker.staged) {
                last = Math.max(last, change instanceof Waits waits ? waits.id() : 0);
            }
        }
        return last + 1;
    }

    int freeLease() {
        int last = 0;
        for (Tables.Waiting row : tables.retry.values()) {
            last = Math.max(last, row.lease());
        }
        for (Worker worker : workers) {
            for (Worker.Taken taken : worker.taken) {
                last = Math.max(last, taken.lease());
            }
        }
        return last + 1;
    }

    /** Returns a text that is equal for equal states. */
    String encoded() {
        StringBuilder text = new StringBuilder(160);
        tables.append(text);
        text.append(topic).append(offset).append('@').append(owner);
        for (boolean process : alive) {
            text.append(process ? '+' : '-');
        }
        for (int left : faultsLeft) {
            text.append(left);
        }
        for (Worker worker : workers) {
            worker.append(text);
        }
        return text.toString();
    }
}
