package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the retry policy of a function for which the settings {@code baton.retry.*} are not suitable. Elements that
 * are left out keep the value that is configured there, and {@code baton.functions."name".retry.*} takes precedence
 * over both. Durations are written as in the configuration: {@code 200ms}, {@code 5s}, {@code 1m}. An empty duration
 * keeps the configured value. The build fails if a duration can't be read.
 *
 * <p>The policy does not apply over HTTP, where the sender retries on its own terms.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RetryPolicy {

    /**
     * How often an event is tried before it leaves its partition and waits in the retry table; 0 keeps the configured
     * value.
     */
    int attemptsInPlace() default 0;

    /** The pause before the second attempt in place. It doubles with each further attempt. */
    String delayInPlace() default "";

    /** How often an event is tried in total before it becomes a dead letter; 0 keeps the configured value. */
    int attempts() default 0;

    /** The pause before the first attempt from the retry table. It doubles with each further attempt. */
    String delay() default "";

    /** The longest pause between two attempts. */
    String maxDelay() default "";
}
