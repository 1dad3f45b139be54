package dev.baton.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log categories of the embedded services. Their messages below WARNING do not help an application's author. */
public final class Chatter {

    public static final List<String> CATEGORIES = List.of(
            "kafka",
            "state.change.logger",
            "io.zonky.test",
            "org.apache.kafka.common.config.AbstractConfig",
            "org.apache.kafka.common.metrics",
            "org.apache.kafka.common.network",
            "org.apache.kafka.common.utils.AppInfoParser",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage",
            "org.flywaydb");

    /** Categories that log harmless warnings: at a controller's first start, and when a client is closed twice. */
    private static final List<String> FALSE_ALARMS =
            List.of("org.apache.kafka.controller.QuorumController", "org.apache.kafka.clients.NetworkClient");

    /** Strong references, without which the loggers could lose their levels. */
    private static final List<Logger> LOGGERS =
            CATEGORIES.stream().map(Logger::getLogger).toList();

    private Chatter() {}

    /**
     * Sets the level of the categories to WARNING, unless they already have one. This works with java.util.logging and
     * with JBoss LogManager, which replaces it.
     */
    static void stop() {
        LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
    }

    /** Runs an action without the harmless warnings that a broker logs while it starts or stops. */
    static void withoutFalseAlarms(Runnable action) {
        Map<Logger, Optional<Level>> before = new HashMap<>();
        FALSE_ALARMS.stream().map(Logger::getLogger).forEach(logger -> {
            before.put(logger, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Level.SEVERE);
        });
        try {
            action.run();
        } finally {
            before.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
        }
    }
}
