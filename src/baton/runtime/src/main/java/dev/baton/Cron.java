package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Triggers a function at the times of a cron expression, with one event a time however many processes run it:
 * {@code @Funq @Cron(value = "0 3 * * *", zone = "Europe/Berlin") public Uni<Void> clean(CleanupDue due)}.
 *
 * <p>The function's parameter is an event record with exactly one component, an {@link java.time.Instant}: the time that the
 * expression says, which is also the event's {@code time}. The event is published and handled like any other; its
 * {@code source} is {@code /<namespace>/schedules/<function>}. Of the times that passed while no process ran, the latest
 * makes an event.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Cron {

    /** A {@link #value} that never comes. */
    String OFF = "off";

    /**
     * Unix cron: minute, hour, day of month, month, day of week (0 to 7 or {@code SUN} to {@code SAT}), separated by spaces.
     * Where both days are given, either will do. Six fields begin with the second. It may be, or contain, a configuration
     * expression like <code>${cleanup.cron:0 3 * * *}</code>. {@link #OFF} turns the schedule off.
     */
    String value();

    /** The time zone, as in {@code Europe/Berlin}. It may be a configuration expression, too. */
    String zone() default "UTC";
}
