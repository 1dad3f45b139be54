package dev.baton.retry;

import java.time.Instant;

/**
 * A row of the retry table.
 *
 * @param id the row; the events of a key are in the order of their ids
 * @param failed the event and how often it was tried
 * @param firstFailedAt null: it was parked, and never tried
 */
public record WaitingEvent(long id, FailedEvent failed, Instant firstFailedAt) {}
