package dev.baton.runtime.schedule;

import dev.baton.NewEvent;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRows;
import dev.baton.runtime.outbox.OutboxSignal;
import dev.baton.runtime.schedule.Plans.Due;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Creates the event of a due time. One transaction, which holds the lock of the row, stores the event and moves the row
 * to the next time. Each time thus results in one event, even if several processes check it or die.
 */
@Singleton
class Firing {

    private static final Logger LOG = Logger.getLogger(Firing.class);

    private final Database database;
    private final Plans plans;
    private final Outbox outbox;
    private final OutboxRows rows;
    private final OutboxSignal signal;
    private final Meters meters;

    Firing(Database database, Plans plans, Outbox outbox, OutboxRows rows, OutboxSignal signal, Meters meters) {
        this.database = database;
        this.plans = plans;
        this.outbox = outbox;
        this.rows = rows;
        this.signal = signal;
        this.meters = meters;
    }

    /** Returns whether there was a time to fire. */
    Uni<Boolean> fire(PlannedFunction function) {
        return database.inTransaction(sql -> fire(sql, function)).invoke(fired -> {
            if (fired) {
                signal.wake();
                meters.count(Metric.SCHEDULE_FIRED, 1, function.function());
            }
        });
    }

    private Uni<Boolean> fire(Sql sql, PlannedFunction function) {
        return plans.lock(sql, function)
                .chain(due -> due.isPresent()
                        ? fire(sql, function, due.get()).replaceWith(true)
                        : adopt(sql, function).replaceWith(false));
    }

    private Uni<Void> fire(Sql sql, PlannedFunction function, Due due) {
        Instant time = function.plan()
                .upTo(due.now())
                .filter(latest -> latest.isAfter(due.next()))
                .orElse(due.next());
        LOG.debugf("Schedule fires: function=%s time=%s firstMissed=%s", function.function(), time, due.next());
        Instant next = function.plan().after(time);
        return outbox.storeNew(sql, List.of(rows.of(event(function.schedule(), time))))
                .chain(() -> plans.fired(sql, function.function(), time, next));
    }

    /** Replaces a plan that nobody follows, which a former release may have left. */
    private Uni<Void> adopt(Sql sql, PlannedFunction function) {
        return plans.orphaned(sql, function)
                .chain(orphaned -> orphaned
                        ? plans.now(sql)
                                .chain(now -> plans.plan(
                                        sql, function, function.plan().after(now)))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Returns the event for this time. It has the same id whichever process creates it. It has no key, so a time that
     * fails does not delay later ones.
     */
    static NewEvent<?> event(Schedule schedule, Instant time) {
        String id = schedule.function() + "-" + time;
        return NewEvent.of(schedule.event(time), id, schedule.source(), time);
    }
}
