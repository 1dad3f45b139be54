package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the event records that a function may emit when its return type does not name them, for example because it
 * returns a list of several kinds of event. If a function returns an event whose record is neither its return type nor
 * declared here, the event is rejected and the delivery fails permanently.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Emits {

    /** Records annotated with {@link EventType}. */
    Class<? extends Record>[] value();
}
