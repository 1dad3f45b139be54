package dev.baton.runtime.journal;

import org.jspecify.annotations.Nullable;

/**
 * A line of a search result: an event that was stored, or what became of it in one function.
 *
 * @param place identifies the entry: see {@link Journal#data}
 * @param function the function to which the event was delivered; null for an event that was stored
 * @param attempt what happened, when, and in which process. Its number is 0 if the event was not tried
 */
public record JournalEntry(
        String place, JournalEvent event, @Nullable String function, Attempt attempt) {}
