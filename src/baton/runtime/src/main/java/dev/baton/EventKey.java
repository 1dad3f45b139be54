package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one {@code String} component of an event record that identifies what the event is about.
 *
 * <p>The value becomes the CloudEvents {@code subject} and {@code partitionkey} of an emitted event, and the key of an
 * incoming event without a {@code partitionkey}. Events with the same key are published and handled in order. A null or
 * empty component is ignored. If the record of an event has no such component and {@link FollowUp#withKey} sets no key,
 * the event keeps the key of the event that caused it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventKey {}
