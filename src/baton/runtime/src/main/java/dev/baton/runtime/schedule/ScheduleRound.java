package dev.baton.runtime.schedule;

import dev.baton.runtime.sql.ClientSql;
import dev.baton.runtime.sql.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Checks the schedules of this process' functions: it stores their plans and fires the due ones. Blocks, so it must not
 * run on the event loop.
 */
@Singleton
public class ScheduleRound {

    private static final Logger LOG = Logger.getLogger(ScheduleRound.class);

    private final Plans plans;
    private final Firing firing;
    private final Sql sql;
    private final PlannedFunctions functions;

    ScheduleRound(Plans plans, Firing firing, Pool pool, PlannedFunctions functions) {
        this.plans = plans;
        this.firing = firing;
        this.sql = new ClientSql(pool);
        this.functions = functions;
    }

    /** Returns whether this process has functions with a schedule. */
    boolean needed() {
        return !functions.on().isEmpty() || !functions.off().isEmpty();
    }

    /**
     * Makes the plans of this process the plans of the cluster. An unchanged plan keeps the times that it has missed.
     */
    public void planAll() {
        functions.off().forEach(function -> plans.remove(sql, function).await().indefinitely());
        functions.on().forEach(this::plan);
    }

    private void plan(PlannedFunction function) {
        plans.now(sql)
                .chain(now -> plans.plan(sql, function, function.plan().after(now)))
                .await()
                .indefinitely();
    }

    /** Fires each due function once, and returns how many were fired. */
    public int fireDue() {
        List<String> names =
                functions.on().stream().map(PlannedFunction::function).toList();
        List<String> due = plans.due(sql, names).await().indefinitely();
        return (int) functions.on().stream()
                .filter(function -> due.contains(function.function()))
                .filter(this::fire)
                .count();
    }

    private boolean fire(PlannedFunction function) {
        return firing.fire(function)
                .onFailure()
                .invoke(e -> LOG.errorf(
                        "Schedule not fired, it is tried again: function=%s cause=%s", function.function(), e))
                .onFailure()
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }
}
