package dev.baton.proof.model;

import dev.baton.proof.model.Tables.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one part of a process is doing: its open transaction, and what it knows in its memory. */
final class Worker {

    /** What comes next. */
    enum Phase {
        IDLE,
        RECOGNISE,
        CLAIM,
        INVOKE,
        KEEP,
        COMMIT,
        LATE_FOLLOW_UPS,
        LEAVE,
        GIVE_UP,
        SETTLE,
        FAILED,
        COMMIT_SETTLED,
        READ,
        SEND,
        DELETE
    }

    /**
     * An event of the retry table that the worker has taken.
     *
     * @param id the id of its row
     */
    record Taken(int id, String event, int attempts, int lease) {

        @Override
        public String toString() {
            return id + event + attempts + "l" + lease;
        }
    }

    final int process;
    final Role role;
    Phase phase = Phase.IDLE;

    /** The changes of the open transaction, and the advisory locks that it holds. */
    final List<Change> staged = new ArrayList<>();

    final SortedSet<String> locks = new TreeSet<>();

    /** The events of the running delivery: all, those that wait behind others, and those that are new to the inbox. */
    final List<String> batch = new ArrayList<>();

    final List<String> waiting = new ArrayList<>();
    final List<String> fresh = new ArrayList<>();

    /** Where the lane goes on, and the end of a batch whose events are delivered one by one. */
    int position;

    int oneByOneUntil;

    /** The taken events of the retry table that are not settled. The first of them is being delivered. */
    final List<Taken> taken = new ArrayList<>();

    /** The rows that a relay has read and not sent yet, and those that are confirmed. */
    final SortedMap<Integer, Pending> read = new TreeMap<>();

    final List<Integer> confirmed = new ArrayList<>();
    boolean connected = true;

    Worker(int process, Role role) {
        this.process = process;
        this.role = role;
    }

    Worker copy() {
        Worker copy = new Worker(process, role);
        copy.phase = phase;
        copy.staged.addAll(staged);
        copy.locks.addAll(locks);
        copy.batch.addAll(batch);
        copy.waiting.addAll(waiting);
        copy.fresh.addAll(fresh);
        copy.position = position;
        copy.oneByOneUntil = oneByOneUntil;
        copy.taken.addAll(taken);
        copy.read.putAll(read);
        copy.confirmed.addAll(confirmed);
        copy.connected = connected;
        return copy;
    }

    void commit(Tables tables) {
        staged.forEach(change -> change.applyTo(tables));
        rollBack();
    }

    void rollBack() {
        staged.clear();
        locks.clear();
        fresh.clear();
        waiting.clear();
    }

    /** Ends what the worker was doing. The lane keeps its position. */
    void idle() {
        rollBack();
        batch.clear();
        taken.clear();
        read.clear();
        confirmed.clear();
        connected = true;
        phase = Phase.IDLE;
    }

    boolean has(Change change) {
        return staged.contains(change);
    }

    Taken current() {
        return taken.get(0);
    }

    void append(StringBuilder text) {
        text.append('/').append(phase.ordinal()).append(':').append(position).append(':');
        text.append(oneByOneUntil > position ? oneByOneUntil : 0).append(connected ? ' ' : '!');
        append(text, staged);
        append(text, locks);
        append(text, batch);
        append(text, waiting);
        append(text, fresh);
        append(text, taken);
        append(text, confirmed);
        for (Map.Entry<Integer, Pending> row : read.entrySet()) {
            text.append(row.getKey()).append(row.getValue().event());
        }
    }

    private static void append(StringBuilder text, Iterable<?> items) {
        for (Object item : items) {
            text.append(item).append(',');
        }
        text.append(';');
    }
}
