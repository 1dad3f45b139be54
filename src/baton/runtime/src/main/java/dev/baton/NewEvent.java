package dev.baton;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that begins something: published by code that is no function, with an id and a source of its own. An event that
 * is published again with the same id and source takes effect once.
 *
 * <p>Id, source, subject and key have at most 800 bytes (UTF-8) each, and neither control characters nor half of a surrogate pair; the time has
 * a year from 0 to 9999: else publishing fails with {@link EventRejectedException}.
 *
 * @param <T> the event record, annotated with {@link EventType}
 * @param event the data
 * @param id the CloudEvents {@code id}, unique within {@code source}; not blank
 * @param source the CloudEvents {@code source}
 * @param time the CloudEvents {@code time}
 * @param subject the CloudEvents {@code subject}; empty: what the record's {@link EventKey} says
 * @param key the CloudEvents {@code partitionkey}; empty: what the record's {@link EventKey} says, else the subject
 * @param notBefore the time before which the event is not published; empty: at once
 */
public record NewEvent<T extends Record>(
        T event,
        String id,
        URI source,
        Instant time,
        Optional<String> subject,
        Optional<String> key,
        Optional<Instant> notBefore) {

    /**
     * @throws NullPointerException when event, source or time are null
     * @throws IllegalArgumentException when the id is null or blank
     */
    public NewEvent {
        Objects.requireNonNull(event, "a new event needs data, but it was null");
        Objects.requireNonNull(source, "a new event needs a source, but it was null");
        Objects.requireNonNull(time, "a new event needs a time, but it was null");
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("the id of a new event must not be blank but was '" + id + "'");
        }
    }

    /** The event with the subject and key that its record says, published at once. Throws as the constructor does. */
    public static <T extends Record> NewEvent<T> of(T event, String id, URI source, Instant time) {
        return new NewEvent<>(event, id, source, time, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the same event with another subject. It is the key, too, if neither {@link #withKey} nor the record's
     * {@link EventKey} sets one.
     *
     * @throws NullPointerException when it is null
     */
    public NewEvent<T> withSubject(String subject) {
        return new NewEvent<>(event, id, source, time, Optional.of(subject), key, notBefore);
    }

    /**
     * Returns the same event with its own key.
     *
     * @throws NullPointerException when it is null
     */
    public NewEvent<T> withKey(String key) {
        return new NewEvent<>(event, id, source, time, subject, Optional.of(key), notBefore);
    }

    /**
     * Returns the same event, published at this time or as soon after it as a relay runs, never before it. Replaces
     * {@link #withDelay}.
     *
     * @throws NullPointerException when it is null
     */
    public NewEvent<T> withNotBefore(Instant time) {
        return new NewEvent<>(event, id, source, this.time, subject, key, Optional.of(time));
    }

    /**
     * Returns the same event, published this long after its {@link #time}, never before that. Replaces
     * {@link #withNotBefore}.
     *
     * @throws NullPointerException when it is null
     * @throws IllegalArgumentException when it is negative
     */
    public NewEvent<T> withDelay(Duration delay) {
        if (Objects.requireNonNull(delay, "the delay of a new event must not be null")
                .isNegative()) {
            throw new IllegalArgumentException("the delay of a new event must not be negative but was " + delay);
        }
        return withNotBefore(time.plus(delay));
    }
}
