package dev.baton.runtime.schedule;

import dev.baton.BatonException;
import dev.baton.Cron;
import io.smallrye.common.expression.Expression;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** A schedule with its configuration filled in. */
record PlannedFunction(Schedule schedule, CronPlan plan) {

    String function() {
        return schedule.function();
    }

    /** Returns the schedule with its configuration; empty when the configuration turns the schedule off. */
    static Optional<PlannedFunction> of(Schedule schedule, Config config) {
        String cron = filledIn(schedule.cron(), config).strip();
        if (cron.equalsIgnoreCase(Cron.OFF)) {
            return Optional.empty();
        }
        try {
            CronPlan plan = CronPlan.of(cron, filledIn(schedule.zone(), config).strip());
            return Optional.of(new PlannedFunction(schedule, plan));
        } catch (IllegalArgumentException e) {
            throw new BatonException("@Cron of function " + schedule.function() + ": " + e.getMessage(), e);
        }
    }

    /** Replaces <code>${key:default}</code>. A key with neither a value nor a default is an error. */
    private static String filledIn(String value, Config config) {
        return Expression.compile(value).evaluate((context, result) -> {
            Optional<String> found = config.getOptionalValue(context.getKey(), String.class);
            if (found.isPresent()) {
                result.append(found.get());
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new BatonException("@Cron has the expression '" + value + "', but the configuration has no "
                        + context.getKey() + ": set it, or give a default with ${" + context.getKey() + ":default}");
            }
        });
    }
}
