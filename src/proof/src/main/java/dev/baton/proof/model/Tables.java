package dev.baton.proof.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The committed rows. */
public final class Tables {

    /** Whether a row of the outbox may be published. */
    enum Delay {
        NONE,
        /** Its time has come, and it waits for its place in the order. */
        OVER,
        RUNNING
    }

    /** A row of the outbox, without its position. */
    record Pending(String event, Delay delay) {}

    /** Whether a row of the retry table may be taken. */
    enum Due {
        PARKED,
        NOW,
        LEASED,
        /** Its lease has ended, and nobody has taken it since. */
        LEASE_OVER,
        /** It was given up on, and holds its key. */
        HELD
    }

    /**
     * A row of the retry table, without its id.
     *
     * @param lease identifies the taker; 0 if there is none
     */
    record Waiting(String event, int attempts, Due due, int lease) {

        boolean isOf(String key) {
            return Scenario.key(event).equals(key);
        }

        boolean mayBeTaken() {
            return due == Due.NOW || due == Due.LEASE_OVER;
        }

        /** Returns what the column {@code due_at} tells. */
        Due dueInDatabase() {
            return mayBeTaken() ? Due.NOW : due == Due.HELD ? Due.PARKED : due;
        }
    }

    final SortedSet<String> inbox = new TreeSet<>();
    final SortedSet<String> deadLetters = new TreeSet<>();
    final List<String> effects = new ArrayList<>();
    final SortedMap<Integer, Pending> outbox = new TreeMap<>();
    final SortedMap<Integer, Waiting> retry = new TreeMap<>();

    Tables copy() {
        Tables copy = new Tables();
        copy.inbox.addAll(inbox);
        copy.deadLetters.addAll(deadLetters);
        copy.effects.addAll(effects);
        copy.outbox.putAll(outbox);
        copy.retry.putAll(retry);
        return copy;
    }

    /** Returns the keys that have a waiting event. */
    Set<String> waitingKeys() {
        return retry.values().stream().map(row -> Scenario.key(row.event())).collect(Collectors.toSet());
    }

    boolean isWaiting(String event) {
        return retry.values().stream().anyMatch(row -> row.event().equals(event));
    }

    void append(StringBuilder text) {
        text.append(inbox).append(deadLetters).append(effects);
        outbox.forEach((position, row) ->
                text.append(position).append(row.event()).append(row.delay().ordinal()));
        text.append('|');
        retry.forEach((id, row) -> text.append(id)
                .append(row.event())
                .append(row.attempts())
                .append(row.due().ordinal())
                .append(row.lease())
                .append(','));
    }

    /** Returns the content of the tables, in which positions, ids and leases count only by their order. */
    @Override
    public String toString() {
        return "inbox=" + inbox + " deadLetters=" + deadLetters + " effects=" + effects + " outbox="
                + outbox.values().stream()
                        .map(row -> row.event() + (row.delay() == Delay.NONE ? "" : " " + row.delay()))
                        .toList()
                + " retry="
                + retry.values().stream()
                        .map(row -> row.event() + " " + row.attempts() + " " + row.dueInDatabase())
                        .toList();
    }
}
