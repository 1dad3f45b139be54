package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the event records that a function may emit, where its return type alone does not say so: a list of several kinds
 * of event. An event of a record that is neither the return type nor named here is refused, and the delivery fails for good.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Emits {

    /** Records annotated with {@link EventType}. */
    Class<? extends Record>[] value();
}
