package dev.baton.testkit;

import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.delivery.Outcome;
import dev.baton.runtime.outbox.OutboxRow;
import java.util.List;
import java.util.Optional;

/** The result of a delivery and its follow-ups. */
public final class Handled {

    private final Outcome outcome;
    private final List<FollowUpEvent> followUps;

    Handled(Outcome outcome, Catalog catalog) {
        this.outcome = outcome;
        this.followUps = outcome instanceof Outcome.Handled handled
                ? handled.followUps().stream().map(row -> read(row, catalog)).toList()
                : List.of();
    }

    /** Returns whether the event took effect with this delivery. */
    public boolean handled() {
        return outcome instanceof Outcome.Handled;
    }

    /** Returns whether the event had already taken effect before this delivery. */
    public boolean duplicate() {
        return outcome instanceof Outcome.Duplicate;
    }

    /** Returns why the event was rejected, failed, or could not be delivered; empty if none of that happened. */
    public Optional<Throwable> failure() {
        if (outcome instanceof Outcome.Rejected rejected) {
            return Optional.of(rejected.cause());
        }
        if (outcome instanceof Outcome.LeftForLater left) {
            return Optional.of(left.cause());
        }
        if (outcome instanceof Outcome.Unavailable unavailable) {
            return Optional.of(unavailable.cause());
        }
        return outcome instanceof Outcome.Failed failed ? Optional.of(failed.cause()) : Optional.empty();
    }

    /** Returns whether the event was rejected permanently. */
    public boolean rejected() {
        return outcome instanceof Outcome.Rejected;
    }

    public List<FollowUpEvent> followUps() {
        return followUps;
    }

    /** Returns the data of the follow-ups that have this record type, in order. */
    public <T extends Record> List<T> followUps(Class<T> record) {
        return followUps.stream()
                .map(FollowUpEvent::data)
                .filter(record::isInstance)
                .map(record::cast)
                .toList();
    }

    /** Returns the data of the only follow-up that has this record type. */
    public <T extends Record> T followUp(Class<T> record) {
        List<T> found = followUps(record);
        if (found.size() != 1) {
            throw new AssertionError("one follow-up of " + record.getSimpleName()
                    + " was expected but these were returned: " + followUps + ", outcome: " + outcome);
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return outcome.toString();
    }

    private static FollowUpEvent read(OutboxRow row, Catalog catalog) {
        Record data = catalog.read(row.event());
        return new FollowUpEvent(data, row.key(), Optional.ofNullable(row.notBefore()), row.attributes());
    }
}
