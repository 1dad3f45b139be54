package dev.baton.runtime.deadletter;

import java.time.Instant;
import java.util.Map;

/**
 * An event that was given up on, with its failure.
 *
 * @param id the letter
 * @param key null: nothing waits behind it
 * @param attributes the CloudEvents context attributes
 * @param state {@code open}, {@code replayed} (also when edited) or {@code discarded}
 */
public record DeadLetter(
        long id,
        String function,
        String type,
        String key,
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
     * Which dead letters. What is null fits all.
     *
     * @param error the class of the exception, with or without its package
     * @param from the earliest last failure
     * @param to the last failure is before it
     */
    public record Filter(String function, String error, Instant from, Instant to, String state) {

        Filter open() {
            return new Filter(function, error, from, to, "open");
        }
    }
}
