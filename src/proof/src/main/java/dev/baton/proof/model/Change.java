package dev.baton.proof.model;

import dev.baton.proof.model.Tables.Delay;
import dev.baton.proof.model.Tables.Due;
import dev.baton.proof.model.Tables.Pending;
import dev.baton.proof.model.Tables.Waiting;
import java.util.List;

/** A change in an open transaction, which other transactions see after its commit. Its text is part of a state's. */
sealed interface Change {

    void applyTo(Tables tables);

    record Handled(String event) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.inbox.add(event);
        }

        @Override
        public String toString() {
            return "h" + event;
        }
    }

    record Effect(String event) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.effects.add(event);
        }

        @Override
        public String toString() {
            return "e" + event;
        }
    }

    record Stored(int position, String event) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.outbox.put(position, new Pending(event, Delay.NONE));
        }

        @Override
        public String toString() {
            return "s" + position + event;
        }
    }

    record Deleted(List<Integer> positions) implements Change {
        @Override
        public void applyTo(Tables tables) {
            positions.forEach(tables.outbox::remove);
        }
    }

    record Placed(int before, int position, String event) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.outbox.remove(before);
            tables.outbox.put(position, new Pending(event, Delay.NONE));
        }

        @Override
        public String toString() {
            return "p" + before + ">" + position;
        }
    }

    record Waits(int id, Waiting row) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.retry.put(id, row);
        }

        @Override
        public String toString() {
            return "w" + id + row.event() + row.attempts() + row.due().ordinal();
        }
    }

    record Removed(int id) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.retry.remove(id);
        }

        @Override
        public String toString() {
            return "r" + id;
        }
    }

    record Held(int id) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.retry.computeIfPresent(id, (same, row) -> new Waiting(row.event(), row.attempts() + 1, Due.HELD, 0));
        }

        @Override
        public String toString() {
            return "k" + id;
        }
    }

    record Promoted(int id) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.retry.computeIfPresent(id, (same, row) -> new Waiting(row.event(), row.attempts(), Due.NOW, 0));
        }

        @Override
        public String toString() {
            return "n" + id;
        }
    }

    record GivenUp(String event) implements Change {
        @Override
        public void applyTo(Tables tables) {
            tables.deadLetters.add(event);
        }

        @Override
        public String toString() {
            return "g" + event;
        }
    }

    /** Returns the row of the retry table that the change locks; 0 if there is none. */
    default int lockedRow() {
        return this instanceof Removed removed
                ? removed.id()
                : this instanceof Promoted next ? next.id() : this instanceof Held held ? held.id() : 0;
    }
}
