package dev.baton.runtime.retry;

import dev.baton.runtime.telemetry.Figures;
import dev.baton.runtime.telemetry.Figures.Backlog;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports which keys are parked. The check is always up, because other keys continue and a restart would change
 * nothing.
 */
@Readiness
class ParkedHealth implements HealthCheck {

    private final Figures figures;

    ParkedHealth(Figures figures) {
        this.figures = figures;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Baton parked keys").up();
        figures.backlogs().forEach((name, waiting) -> {
            if (waiting.keys() > 0) {
                response.withData(name.function(), describe(waiting));
            }
        });
        return response.build();
    }

    private static String describe(Backlog waiting) {
        String parked = "parked keys: " + waiting.keys() + ", held for a person: " + waiting.held()
                + ", the oldest waits for " + Math.round(waiting.oldestSeconds()) + " s";
        return waiting.tooLong() == 0
                ? parked
                : parked + "; too long: " + waiting.tooLong() + ", such as " + waiting.examples();
    }
}
