package dev.baton;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that a function returns, together with what it says about the event: a key or a subject of its own, or a time
 * before which the event is not published. A function that has nothing to say returns the plain record instead.
 *
 * <p>Immutable. The follow-up commits with the function's own changes, or not at all.
 *
 * @param <T> the event record, annotated with {@link EventType}
 */
public final class FollowUp<T extends Record> {

    private final T event;
    private final String subject;
    private final String key;
    private final Instant notBefore;
    private final Duration delay;

    private FollowUp(T event, String subject, String key, Instant notBefore, Duration delay) {
        this.event = Objects.requireNonNull(event, "a follow-up needs an event, but it was null");
        this.subject = subject;
        this.key = key;
        this.notBefore = notBefore;
        this.delay = delay;
    }

    /** The event as it is, with the subject and key that its record or its cause gives it, published at once. */
    public static <T extends Record> FollowUp<T> of(T event) {
        return new FollowUp<>(event, null, null, null, null);
    }

    /**
     * Sets the CloudEvents {@code subject}: at most 800 bytes of UTF-8, no control characters. The key does not change,
     * unless the event would have none: then this is its key.
     *
     * @throws IllegalArgumentException when it is null or blank
     */
    public FollowUp<T> withSubject(String subject) {
        return new FollowUp<>(event, notBlank("subject", subject), key, notBefore, delay);
    }

    /**
     * Sets the CloudEvents {@code partitionkey}, and with it the order that the event takes part in: at most 800 bytes of
     * UTF-8, no control characters.
     *
     * @throws IllegalArgumentException when it is null or blank
     */
    public FollowUp<T> withKey(String key) {
        return new FollowUp<>(event, subject, notBlank("key", key), notBefore, delay);
    }

    /**
     * Publishes the event at this time or as soon after it as a relay runs, never before it. Replaces {@link #withDelay}.
     *
     * @throws NullPointerException when it is null
     */
    public FollowUp<T> withNotBefore(Instant time) {
        return new FollowUp<>(
                event,
                subject,
                key,
                Objects.requireNonNull(time, "the notBefore of a follow-up must not be null"),
                null);
    }

    /**
     * Publishes the event this long after the delivery, never before that. Replaces {@link #withNotBefore}.
     *
     * @throws NullPointerException when it is null
     * @throws IllegalArgumentException when it is negative
     */
    public FollowUp<T> withDelay(Duration delay) {
        if (Objects.requireNonNull(delay, "the delay of a follow-up must not be null")
                .isNegative()) {
            throw new IllegalArgumentException("the delay of a follow-up must not be negative but was " + delay);
        }
        return new FollowUp<>(event, subject, key, null, delay);
    }

    /** The data. */
    public T event() {
        return event;
    }

    /** The subject that was set; empty: that of the record or the cause. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** The key that was set; empty: that of the record or the cause. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** The time before which the event is not published, counted from {@code now} where it was given as a delay. */
    public Optional<Instant> dueAt(Instant now) {
        return delay == null ? Optional.ofNullable(notBefore) : Optional.of(now.plus(delay));
    }

    private static String notBlank(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the " + what + " of a follow-up must not be blank but was '" + value + "'");
        }
        return value;
    }
}
