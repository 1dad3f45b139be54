package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the CloudEvents {@code type} of the events whose data is this record, for example
 * {@code shop.order.placed.v1}.
 *
 * <p>A function that takes the record is triggered by events of this type. A function that returns the record emits
 * them. The type is also the name of the Kafka topic; all versions of a type share the topic of the oldest version
 * ({@link Upcast}). The build fails if two records of an application declare the same type.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    /** The CloudEvents {@code type}: 1 to 200 characters of {@code a-z A-Z 0-9 . _ -}. */
    String value();
}
