package dev.baton.it.schedule;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.it.schedule.Cleaning.CleaningDue;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lets a test delay an event, and tells it what the functions of the application have handled. */
@ApplicationScoped
public class CleaningEndpoint {

    @Inject
    Pool pool;

    @Inject
    EventPublisher publisher;

    /** The inbox keeps no ids, but those of the schedule can be told. */
    private static final String HANDLED = """
            select id from (
                select '/it-engine/schedules/clean',
                       'clean-' || to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                from generate_series(date_trunc('second', now()) - interval '10 minutes', now(), '1 s') as time
                union all values ('/restart-test', 'in-an-hour')) as event (source, id)
            join baton_inbox on key = baton_inbox_key('it-engine', 'clean', source, id)
            order by handled_at, id""";

    void routes(@Observes Router router) {
        router.get("/version").handler(request -> request.end("Version 1"));
        router.get("/in-an-hour")
                .handler(request ->
                        publisher.publish(inAnHour()).subscribe().with(done -> request.end("stored"), request::fail));
        router.get("/an-hour-later").handler(request -> pool.query(
                        "update baton_outbox set not_before = now() where not_before is not null returning 1")
                .execute()
                .subscribe()
                .with(rows -> request.end(Integer.toString(rows.size())), request::fail));
        router.get("/handled").handler(request -> pool.query(HANDLED)
                .execute()
                .subscribe()
                .with(
                        rows -> request.end(StreamSupport.stream(rows.spliterator(), false)
                                .map((Row row) -> row.getString(0))
                                .collect(Collectors.joining(" "))),
                        request::fail));
    }

    private static NewEvent<CleaningDue> inAnHour() {
        Instant time = Instant.now().plus(1, ChronoUnit.HOURS);
        return NewEvent.of(new CleaningDue(time), "in-an-hour", URI.create("/restart-test"), Instant.now())
                .withNotBefore(time);
    }
}
