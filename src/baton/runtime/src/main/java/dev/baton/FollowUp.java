package dev.baton;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that a function returns, together with its own key or subject, or with a time before which the event is not
 * published. A function that sets none of these returns the plain record instead.
 * The time may be in the year 9999 at the latest; otherwise, the causing event fails with
 * {@link EventRejectedException}.
 *
 * <p>A follow-up is immutable. It commits together with the function's own changes, or not at all.
 *
 * @param <T> the event record, annotated with {@link EventType}
 */
public final class FollowUp<T extends Record> {

    private final T event;
    private final @Nullable String subject;
    private final @Nullable String key;
    private final @Nullable Instant notBefore;
    private final @Nullable Duration delay;

    private FollowUp(
            T event,
            @Nullable String subject,
            @Nullable String key,
            @Nullable Instant notBefore,
            @Nullable Duration delay) {
        this.event = Objects.requireNonNull(event, "a follow-up needs an event, but it was null");
        this.subject = subject;
        this.key = key;
        this.notBefore = notBefore;
        this.delay = delay;
    }

    /**
     * Returns a follow-up that is published at once, with the subject and key of its record or of the causing event.
     */
    public static <T extends Record> FollowUp<T> of(T event) {
        return new FollowUp<>(event, null, null, null, null);
    }

    /**
     * Returns a copy of this follow-up with the given CloudEvents {@code subject}, which has at most 800 bytes in UTF-8
     * and no control characters. The subject is also the key if the event would otherwise have none.
     *
     * @throws IllegalArgumentException if the subject is null or blank
     */
    public FollowUp<T> withSubject(String subject) {
        return new FollowUp<>(event, notBlank("subject", subject), key, notBefore, delay);
    }

    /**
     * Returns a copy of this follow-up with the given CloudEvents {@code partitionkey}, which has at most 800 bytes in
     * UTF-8 and no control characters. The event is published and handled in order with the events of this key.
     *
     * @throws IllegalArgumentException if the key is null or blank
     */
    public FollowUp<T> withKey(String key) {
        return new FollowUp<>(event, subject, notBlank("key", key), notBefore, delay);
    }

    /**
     * Returns a copy of this follow-up that is published at this time or as soon afterwards as a relay runs, but never
     * earlier, by the clock of the database. Overrides {@link #withDelay}.
     *
     * @throws NullPointerException if the time is null
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
     * Returns a copy of this follow-up that is published this long after the delivery, but never earlier, by the
     * clock of the database. Overrides {@link #withNotBefore}.
     *
     * @throws NullPointerException if the delay is null
     * @throws IllegalArgumentException if the delay is negative
     */
    public FollowUp<T> withDelay(Duration delay) {
        if (Objects.requireNonNull(delay, "the delay of a follow-up must not be null")
                .isNegative()) {
            throw new IllegalArgumentException("the delay of a follow-up must not be negative but was " + delay);
        }
        return new FollowUp<>(event, subject, key, null, delay);
    }

    /** Returns the data of the event. */
    public T event() {
        return event;
    }

    /** Returns the subject that was set, or empty if the subject of the record or of the causing event applies. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** Returns the key that was set, or empty if the key of the record or of the causing event applies. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /**
     * Returns the time before which the event is not published; empty if it is published at once. A delay is counted
     * from {@code now}.
     */
    public Optional<Instant> dueAt(Instant now) {
        return delay == null ? Optional.ofNullable(notBefore) : Optional.of(now.plus(delay));
    }

    /** Returns the delay that was set; empty if a time was set, or neither. */
    public Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    private static String notBlank(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the " + what + " of a follow-up must not be blank but was '" + value + "'");
        }
        return value;
    }
}
