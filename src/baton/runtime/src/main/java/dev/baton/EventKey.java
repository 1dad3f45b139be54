package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one {@code String} component of an event record that names what the event is about.
 *
 * <p>A component that is null or empty says nothing. Otherwise it becomes the CloudEvents {@code subject} and {@code partitionkey} of an event that is emitted, and is the key of an incoming event
 * without {@code partitionkey}: events of one key are published and handled in order. An event whose record has no such component, and that is given no key with {@link FollowUp#withKey}, keeps the key of
 * the event that caused it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventKey {}
