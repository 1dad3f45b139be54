package dev.baton.runtime.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone. Immutable. Where clocks change, {@link ClockChanges} decides what the
 * expression's local times mean.
 */
public final class CronPlan {

    private static final CronDefinition MINUTES = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);

    /**
     * Unix cron with a leading field for seconds. The ready-made definitions of cron-utils require both day fields to
     * match.
     */
    private static final CronDefinition SECONDS = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withStrictRange()
            .and()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .withStrictRange()
            .and()
            .instance();

    private final String cron;
    private final ZoneId zone;
    private final ClockChanges times;

    private CronPlan(String cron, ZoneId zone, ClockChanges times) {
        this.cron = cron;
        this.zone = zone;
        this.times = times;
    }

    /**
     * Parses an expression.
     *
     * @throws IllegalArgumentException when the expression or the zone can't be read, or its times never come; the
     *     message names the reason
     */
    public static CronPlan of(String cron, String zone) {
        ZoneId place = zone(zone);
        LocalTimes local = new LocalTimes(ExecutionTime.forCron(parse(cron)));
        if (local.after(LocalTimes.FIRST).isEmpty()) {
            throw new IllegalArgumentException("the cron expression '" + cron + "' names a time that never occurs");
        }
        return new CronPlan(
                cron,
                place,
                givesHours(cron) ? new GivenHours(local, place.getRules()) : new ElapsedHours(local, place.getRules()));
    }

    /** Returns whether the hour field names hours, rather than every hour or every nth hour. */
    private static boolean givesHours(String cron) {
        String[] fields = fields(cron);
        String hour = fields[fields.length - 4];
        return !hour.contains("*") && !hour.contains("/");
    }

    private static String[] fields(String cron) {
        return cron.strip().split("\\s+");
    }

    private static Cron parse(String cron) {
        CronDefinition definition = fields(cron).length == 6 ? SECONDS : MINUTES;
        try {
            return new CronParser(definition).parse(cron).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the cron expression '" + cron + "' can't be read: " + e.getMessage()
                            + "; it needs five fields (minute, hour, day of month, month, day of week), or six,"
                            + " the first of which is for seconds",
                    e);
        }
    }

    /**
     * Parses a time zone.
     *
     * @throws IllegalArgumentException when no zone has this name
     */
    public static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the time zone '" + zone + "' is unknown: use a name like Europe/Berlin or UTC", e);
        }
    }

    /** Returns the first time after this one. */
    Instant after(Instant time) {
        return times.after(time.truncatedTo(ChronoUnit.SECONDS))
                .orElseThrow(() -> new IllegalStateException("there is no time of '" + cron + "' after " + time));
    }

    /** Returns the latest time up to and including this one. */
    Optional<Instant> upTo(Instant time) {
        return times.upTo(time.truncatedTo(ChronoUnit.SECONDS));
    }

    String cron() {
        return cron;
    }

    String zone() {
        return zone.getId();
    }
}
