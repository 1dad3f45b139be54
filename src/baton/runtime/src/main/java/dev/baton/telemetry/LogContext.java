package dev.baton.telemetry;

import dev.baton.EventContext;
import java.util.List;
import org.jboss.logging.MDC;

/** What the log context (MDC) says while a function handles an event. The keys are the same everywhere. */
public final class LogContext {

    private static final List<String> KEYS =
            List.of("function", "eventId", "eventType", "eventKey", "correlationId", "attempt");

    private LogContext() {}

    public static void enter(EventContext event) {
        MDC.put("function", event.function());
        MDC.put("eventId", event.id());
        MDC.put("eventType", event.type());
        MDC.put("eventKey", event.key().orElse(""));
        MDC.put("correlationId", event.correlationId());
        MDC.put("attempt", Integer.toString(event.attempt()));
    }

    public static void leave() {
        KEYS.forEach(MDC::remove);
    }
}
