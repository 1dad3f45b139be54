package dev.baton.runtime.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an event in a process.
 *
 * @param at when, by the database's clock
 * @param process the application and the process: {@code application@host:pid}
 * @param number how many attempts the function had made by then; 0 if the event was not tried
 * @param state what became of the event
 * @param failure why the attempt failed; null if it did not
 */
public record Attempt(
        Instant at,
        String process,
        int number,
        JournalState state,
        @Nullable JournalFailure failure) {}
