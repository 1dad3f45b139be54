package dev.baton.proof.model;

import dev.baton.proof.model.Tables.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        CLAIM_TOGETHER,
        INVOKE_TOGETHER,
        COMMIT_TOGETHER,
        SETTLE_TOGETHER,
        COMMIT_SETTLED_TOGETHER,
        RELEASE,
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

    /**
     * An event of the retry table that the worker has taken, and those that are parked behind it.
     *
     * @param behind have the lease of the first event
     */
    record Run(Taken head, List<Taken> behind) {

        List<Taken> events() {
            List<Taken> events = new ArrayList<>(List.of(head));
            events.addAll(behind);
            return events;
        }

        @Override
        public String toString() {
            return head + "<" + behind;
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

    /** The runs that are delivered together, group by group, and the ids of taken events that are settled with theirs. */
    final List<List<Run>> groups = new ArrayList<>();

    final SortedSet<Integer> settled = new TreeSet<>();

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
        copy.groups.addAll(groups);
        copy.settled.addAll(settled);
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
        groups.clear();
        settled.clear();
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

    /** Returns the last id of a row of the retry table that the worker remembers; 0 if there is none. */
    int lastRow() {
        return Stream.concat(
                        taken.stream(), groups.stream().flatMap(List::stream).flatMap(run -> run.events().stream()))
                .mapToInt(Taken::id)
                .max()
                .orElse(0);
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
        append(text, groups);
        append(text, settled);
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
