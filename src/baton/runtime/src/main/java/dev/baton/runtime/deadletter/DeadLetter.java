package dev.baton.runtime.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that was given up on, with its failure.
 *
 * @param id the id of the dead letter
 * @param key the key of the event; null if it has none, so that nothing waits behind it
 * @param attributes the CloudEvents context attributes
 * @param state {@code open}, {@code replayed} (also when edited) or {@code discarded}
 */
public record DeadLetter(
        long id,
        String function,
        @Nullable String type,
        @Nullable String key,
        String source,
        String eventId,
        Map<String, String> attributes,
        byte[] data,
        String origin,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        Failure failure,
        String state) {

    /**
     * A filter for dead letters. A component that is null matches all of them.
     *
     * @param error the class of the exception, with or without its package
     * @param from the earliest time of the last failure, inclusive
     * @param to the latest time of the last failure, exclusive
     */
    public record Filter(
            @Nullable String function,
            @Nullable String error,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String state) {

        Filter open() {
            return new Filter(function, error, from, to, "open");
        }
    }

    /** Returns where to continue after a page, as {@code after}; null if no dead letter is left. */
    public static @Nullable Long next(List<DeadLetter> page, int limit) {
        return page.size() < limit ? null : page.get(page.size() - 1).id();
    }
}
