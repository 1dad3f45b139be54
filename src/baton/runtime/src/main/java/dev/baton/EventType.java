package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the CloudEvents {@code type} that a record is the data of, for example {@code chat.message.posted.v1}.
 *
 * <p>A function that takes the record is triggered by events of this type; a function that returns the record emits them.
 * The type is also the name of the Kafka topic; versions of one type share that of the oldest ({@link Upcast}). The build
 * fails when two records of an application declare one type.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    /** The CloudEvents {@code type}: 1 to 200 characters of {@code a-z A-Z 0-9 . _ -}. */
    String value();
}
