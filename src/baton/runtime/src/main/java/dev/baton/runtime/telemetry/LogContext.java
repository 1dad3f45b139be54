package dev.baton.runtime.telemetry;

import dev.baton.EventContext;
import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The log context (MDC) while a function handles an event, and in log lines about an event. The keys are the same
 * everywhere. {@code traceId} and {@code spanId} are Quarkus', which sets them wherever a trace is current.
 */
public final class LogContext {

    private static final List<String> KEYS =
            List.of("function", "eventId", "eventType", "eventKey", "correlationId", "causationId", "attempt");

    private LogContext() {}

    public static void enter(EventContext event) {
        enter(
                event.function(),
                event.id(),
                event.type(),
                event.key().orElse(""),
                event.correlationId(),
                event.causationId().orElse(""),
                event.attempt());
    }

    /** Logs a line about an event that no function is handling. */
    public static void about(String function, CloudEvent event, @Nullable String key, int attempt, Runnable line) {
        String causation = Extensions.text(event, Extensions.CAUSATION_ID);
        enter(
                function,
                event.getId(),
                event.getType(),
                key == null ? "" : key,
                Extensions.correlationId(event),
                causation == null ? "" : causation,
                attempt);
        try {
            line.run();
        } finally {
            leave();
        }
    }

    private static void enter(
            String function,
            String id,
            String type,
            String key,
            String correlationId,
            String causationId,
            int attempt) {
        MDC.put("function", function);
        MDC.put("eventId", id);
        MDC.put("eventType", type);
        MDC.put("eventKey", key);
        MDC.put("correlationId", correlationId);
        MDC.put("causationId", causationId);
        MDC.put("attempt", Integer.toString(attempt));
    }

    public static void leave() {
        KEYS.forEach(MDC::remove);
    }
}
