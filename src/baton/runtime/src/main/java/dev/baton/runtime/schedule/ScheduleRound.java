package dev.baton.runtime.schedule;

import dev.baton.runtime.sql.Database;
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
    private final Database database;
    private final PlannedFunctions functions;

    ScheduleRound(Plans plans, Firing firing, Database database, PlannedFunctions functions) {
        this.plans = plans;
        this.firing = firing;
        this.database = database;
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
        functions
                .off()
                .forEach(function -> plans.remove(database, function).await().indefinitely());
        functions.on().forEach(this::plan);
    }

    private void plan(PlannedFunction function) {
        plans.now(database)
                .chain(now -> plans.plan(database, function, function.plan().after(now)))
                .await()
                .indefinitely();
    }

    /** Fires each due function once, and returns how many were fired. */
    public int fireDue() {
        List<String> names =
                functions.on().stream().map(PlannedFunction::function).toList();
        List<String> due = plans.due(database, names).await().indefinitely();
        return (int) functions.on().stream()
                .filter(function -> due.contains(function.function()))
                .filter(this::fire)
                .count();
    }

    private boolean fire(PlannedFunction function) {
        return firing.fire(function)
                .onFailure()
                .invoke(e ->
                        LOG.errorf("Schedule not fired; this is retried: function=%s cause=%s", function.function(), e))
                .onFailure()
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }
}
