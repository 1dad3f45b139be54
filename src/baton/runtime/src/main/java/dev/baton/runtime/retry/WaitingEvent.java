package dev.baton.runtime.retry;

import dev.baton.runtime.deadletter.FailedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A row of the retry table.
 *
 * @param id the row; the events of a key are in the order of their ids
 * @param failed the event and how often it was tried
 * @param firstFailedAt null: it was parked, and never tried
 * @param leasedUntil whose the row is: who takes it after this time puts another one there, and who gives it up puts none
 */
public record WaitingEvent(long id, FailedEvent failed, Instant firstFailedAt, OffsetDateTime leasedUntil) {}
