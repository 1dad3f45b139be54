package dev.baton;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that starts a chain of events. Code that is not a function publishes it, with its own id and source. An
 * event that is published again with the same id and source takes effect only once.
 *
 * <p>Id, source, subject and key may each be at most 800 bytes long in UTF-8, and may contain neither control
 * characters nor unpaired surrogates. The year of the time must be from 0 to 9999, and that of {@code notBefore} at most
 * 9999. Otherwise, publishing fails with {@link EventRejectedException}.
 *
 * @param <T> the event record, annotated with {@link EventType}
 * @param event the data
 * @param id the CloudEvents {@code id}, unique within {@code source}; not blank
 * @param source the CloudEvents {@code source}
 * @param time the CloudEvents {@code time}
 * @param subject the CloudEvents {@code subject}; if empty, the value of the record's {@link EventKey} component
 * @param key the CloudEvents {@code partitionkey}; if empty, the value of the record's {@link EventKey} component, or
 *     else the subject
 * @param notBefore the time before which the event is not published; if empty, it is published at once
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
     * @throws NullPointerException if the event, the source or the time is null
     * @throws IllegalArgumentException if the id is null or blank
     */
    public NewEvent {
        Objects.requireNonNull(event, "a new event needs data, but it was null");
        Objects.requireNonNull(source, "a new event needs a source, but it was null");
        Objects.requireNonNull(time, "a new event needs a time, but it was null");
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("the id of a new event must not be blank but was '" + id + "'");
        }
    }

    /**
     * Returns an event that is published at once, with the subject and key of its record. Throws the same exceptions as
     * the constructor.
     */
    public static <T extends Record> NewEvent<T> of(T event, String id, URI source, Instant time) {
        return new NewEvent<>(event, id, source, time, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns a copy of this event with another subject. The subject is also the key if neither {@link #withKey} nor
     * the record's {@link EventKey} sets one.
     *
     * @throws NullPointerException if the subject is null
     */
    public NewEvent<T> withSubject(String subject) {
        return new NewEvent<>(event, id, source, time, Optional.of(subject), key, notBefore);
    }

    /**
     * Returns a copy of this event with another key.
     *
     * @throws NullPointerException if the key is null
     */
    public NewEvent<T> withKey(String key) {
        return new NewEvent<>(event, id, source, time, subject, Optional.of(key), notBefore);
    }

    /**
     * Returns a copy of this event that is published at this time or as soon afterwards as a relay runs, but never
     * earlier. Overrides {@link #withDelay}.
     *
     * @throws NullPointerException if the time is null
     */
    public NewEvent<T> withNotBefore(Instant time) {
        return new NewEvent<>(event, id, source, this.time, subject, key, Optional.of(time));
    }

    /**
     * Returns a copy of this event that is published this long after its {@link #time}, but never earlier. Overrides
     * {@link #withNotBefore}.
     *
     * @throws NullPointerException if the delay is null
     * @throws IllegalArgumentException if the delay is negative or so long that {@link Instant} has no such time
     */
    public NewEvent<T> withDelay(Duration delay) {
        if (Objects.requireNonNull(delay, "the delay of a new event must not be null")
                .isNegative()) {
            throw new IllegalArgumentException("the delay of a new event must not be negative but was " + delay);
        }
        try {
            return withNotBefore(time.plus(delay));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "the delay of a new event must end within the range of Instant but was " + delay + " from " + time,
                    e);
        }
    }
}
