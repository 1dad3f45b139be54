package dev.baton.runtime.retry;

import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the retry table.
 *
 * @param id the id of the row; the events of a key are in the order of their ids
 * @param failed the event and how often it was tried
 * @param firstFailedAt when the first attempt failed; null if the event was parked and never tried
 * @param leasedUntil the end of the lease, which identifies its owner: a later taker writes another time, and holding
 *     the event removes it
 */
public record WaitingEvent(
        long id, FailedEvent failed, @Nullable Instant firstFailedAt, Instant leasedUntil) {

    /** Returns the event in a row of {@link Retries#takeDue}. */
    static WaitingEvent of(Row row, StoredEvents events) {
        FailedEvent failed = new FailedEvent(
                row.text(1), events.read(row.text(3), row.bytes(4)), row.textOrNull(2), row.text(5), row.integer(6));
        return new WaitingEvent(row.bigint(0), failed, row.timeOrNull(7), row.time(8));
    }
}
