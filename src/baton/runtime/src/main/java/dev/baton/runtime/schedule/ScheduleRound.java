package dev.baton.runtime.schedule;

import dev.baton.runtime.sql.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Checks the schedules of this process' functions: it stores their plans and fires the due ones. Blocks, so it must not
 * run on the event loop.
 */
@Singleton
public class ScheduleRound {

    private static final Logger LOG = Logger.getLogger(ScheduleRound.class);

    private static final double MILLIS = 1000;

    /** The answer when no function is planned. */
    private static final Duration LONG = Duration.ofDays(1);

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

    /** Returns the time until the first function is due, at most a day; zero if one is due. Blocks. */
    Duration untilDue() {
        return plans.next(database, names())
                .await()
                .indefinitely()
                .map(seconds -> Math.ceil(Math.max(0, seconds) * MILLIS))
                .filter(millis -> millis < LONG.toMillis())
                .map(millis -> Duration.ofMillis(millis.longValue()))
                .orElse(LONG);
    }

    /** Fires each due function once, and returns how many were fired. */
    public int fireDue() {
        List<String> due = plans.due(database, names()).await().indefinitely();
        return (int) functions.on().stream()
                .filter(function -> due.contains(function.function()))
                .filter(this::fire)
                .count();
    }

    private List<String> names() {
        return functions.on().stream().map(PlannedFunction::function).toList();
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
