package dev.baton.deployment;

import io.quarkus.builder.item.MultiBuildItem;
import org.jboss.jandex.DotName;

/** A function with a schedule. */
public final class ScheduleBuildItem extends MultiBuildItem {

    private final String function;
    private final String cron;
    private final String zone;
    private final DotName record;

    ScheduleBuildItem(String function, String cron, String zone, DotName record) {
        this.function = function;
        this.cron = cron;
        this.zone = zone;
        this.record = record;
    }

    /** Returns the function's name. */
    public String function() {
        return function;
    }

    /** Returns the cron expression as annotated. It may contain configuration expressions. */
    public String cron() {
        return cron;
    }

    /** Returns the time zone as annotated. It may contain configuration expressions. */
    public String zone() {
        return zone;
    }

    /** Returns the function's event record. */
    public DotName record() {
        return record;
    }
}
