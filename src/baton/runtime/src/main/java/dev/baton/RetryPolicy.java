package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States how events that a function fails on are tried again, where {@code baton.retry.*} does not fit it. What is left out stays as
 * configured there, and {@code baton.functions."name".retry.*} goes before both. Durations are written as in the configuration:
 * {@code 200ms}, {@code 5s}, {@code 1m}; an empty one is as configured. The build fails when one can't be read.
 *
 * <p>It does not hold over HTTP, where the sender tries again on terms of its own.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RetryPolicy {

    /** How often an event is tried before it leaves its partition and waits in the retry table; 0: as configured. */
    int attemptsInPlace() default 0;

    /** The pause before the second attempt in place; it doubles with each further one. */
    String delayInPlace() default "";

    /** How often an event is tried in all, before it is given up on and becomes a dead letter; 0: as configured. */
    int attempts() default 0;

    /** The pause before the first attempt out of the retry table; it doubles with each further one. */
    String delay() default "";

    /** The longest pause between two attempts. */
    String maxDelay() default "";
}
