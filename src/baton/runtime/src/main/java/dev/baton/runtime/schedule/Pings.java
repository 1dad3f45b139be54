package dev.baton.runtime.schedule;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.outbox.OutboxRows;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Converts a ping of a Knative PingSource to the event of a schedule. The extension {@value #SCHEDULE} of the ping
 * names the schedule by the type of the event that the function takes.
 */
@Singleton
public class Pings {

    static final String TYPE = "dev.knative.sources.ping";
    static final String SCHEDULE = "batonschedule";

    /** The number of seconds by which the time of a ping may precede the whole minute for which it fires. */
    private static final int SLACK_SECONDS = 1;

    private final Schedules schedules;
    private final Catalog catalog;
    private final OutboxRows rows;
    private final Clock clock;

    Pings(Schedules schedules, Catalog catalog, OutboxRows rows, Clock clock) {
        this.schedules = schedules;
        this.catalog = catalog;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Returns the event of the schedule that a ping names, and any other event unchanged. A PingSource fires on whole
     * minutes, so all pings of one minute result in one event, with the same id. The event continues the trace of the
     * ping.
     */
    public Event scheduled(Event event) {
        if (!event.getType().equals(TYPE)) {
            return event;
        }
        return schedules.all().stream()
                .filter(schedule -> catalog.typeOf(schedule.record()).equals(event.getExtension(SCHEDULE)))
                .findFirst()
                .map(schedule -> Extensions.withTraceOf(
                        event, rows.of(Firing.event(schedule, minute(event))).event()))
                .orElse(event);
    }

    private Instant minute(Event ping) {
        Instant time = Optional.ofNullable(ping.getTime())
                .map(OffsetDateTime::toInstant)
                .orElseGet(clock::instant);
        return time.plusSeconds(SLACK_SECONDS).truncatedTo(ChronoUnit.MINUTES);
    }
}
