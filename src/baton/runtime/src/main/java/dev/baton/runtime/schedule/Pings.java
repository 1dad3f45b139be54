package dev.baton.runtime.schedule;

import dev.baton.cloudevents.Event;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.OutboxRows;
import dev.baton.runtime.telemetry.Tracing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes of a ping of a Knative PingSource the event of a schedule. The ping names the schedule by the extension
 * {@value #SCHEDULE}: the type of the event that the function takes.
 */
@Singleton
public class Pings {

    static final String TYPE = "dev.knative.sources.ping";
    static final String SCHEDULE = "batonschedule";

    private static final List<String> TRACE = List.of(Tracing.TRACE_PARENT, Tracing.TRACE_STATE);

    /** By how much a source's clock may run ahead of itself. */
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
     * The event of the schedule that a ping names; any other event as it is. A PingSource fires on whole minutes, so pings of one minute
     * make one event: the same id. It continues the trace of the ping.
     */
    public Event scheduled(Event event) {
        if (!event.getType().equals(TYPE)) {
            return event;
        }
        return schedules.all().stream()
                .filter(schedule -> catalog.typeOf(schedule.record()).equals(event.getExtension(SCHEDULE)))
                .findFirst()
                .map(schedule -> event(rows.of(Firing.event(schedule, minute(event))), event))
                .orElse(event);
    }

    private Instant minute(Event ping) {
        Instant time = Optional.ofNullable(ping.getTime())
                .map(OffsetDateTime::toInstant)
                .orElseGet(clock::instant);
        return time.plusSeconds(SLACK_SECONDS).truncatedTo(ChronoUnit.MINUTES);
    }

    private static Event event(OutboxRow row, Event ping) {
        Event event = Event.stored(row.attributes(), row.data());
        for (String extension : TRACE) {
            String value = ping.getExtension(extension);
            event = value == null ? event : event.withExtension(extension, value);
        }
        return event;
    }
}
