package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Triggers a function at the times of a cron expression. Each time produces one event, however many processes run the
 * function:
 * {@code @Funq @Cron(value = "0 3 * * *", zone = "Europe/Berlin") public Uni<Void> clean(CleanupDue due)}.
 *
 * <p>The function's parameter is an event record with exactly one component, an {@link java.time.Instant}: the
 * scheduled time, which is also the event's {@code time}. The event is published and handled like any other event. Its
 * {@code source} is {@code /<namespace>/schedules/<function>}. If scheduled times pass while no process runs, only the
 * latest of them produces an event.
 *
 * <p>When clocks go forward, an expression that names its hours fires once for all times inside the gap, at the first
 * moment after it. When they go back, it fires at the first of two equal times. An hour field of {@code *}, or one
 * with a step, follows elapsed time instead: it also fires in the repeated hour, but not for times inside the gap.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Cron {

    /** The {@link #value} that turns a schedule off. */
    String OFF = "off";

    /**
     * The schedule in Unix cron syntax: minute, hour, day of month, month, day of week (0 to 7 or {@code SUN} to
     * {@code SAT}), separated by spaces. If both the day of month and the day of week are given, a match of either is
     * enough. If there are six fields, the first one is for seconds. The value may be, or contain, a configuration
     * expression such as <code>${cleanup.cron:0 3 * * *}</code>. {@link #OFF} turns the schedule off.
     */
    String value();

    /** The time zone, such as {@code Europe/Berlin}. It may also be a configuration expression. */
    String zone() default "UTC";
}
