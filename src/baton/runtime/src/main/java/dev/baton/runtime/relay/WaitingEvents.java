package dev.baton.runtime.relay;

import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import java.time.Duration;

/**
 * What waits in the outbox.
 *
 * @param due whether an event can be published or promoted now, as far as the outbox knows
 * @param untilDelayed the time until the first delayed event is due, at most a day; zero if one is due
 */
record WaitingEvents(boolean due, Duration untilDelayed) {

    /**
     * Runs seldom, so it is planned each time, and the plan suits the size that the table has then. The order makes it
     * use an index of a large one.
     */
    private static final String LOOK = """
            select coalesce((
                       select true from baton_outbox where not_before is null order by slot, position limit 1), false),
                   least(86400, coalesce((
                       select extract(epoch from not_before - clock_timestamp()) from baton_outbox
                       where not_before is not null order by not_before limit 1), 86400))::float8""";

    private static final double MILLIS = 1000;

    /** Looks with one statement. Blocks. */
    static WaitingEvents lookAt(Database database) {
        Row row = database.ask(LOOK).await().indefinitely();
        Duration untilDelayed = Duration.ofMillis((long) Math.ceil(Math.max(0, row.real(1)) * MILLIS));
        return new WaitingEvents(row.bool(0) || untilDelayed.isZero(), untilDelayed);
    }
}
