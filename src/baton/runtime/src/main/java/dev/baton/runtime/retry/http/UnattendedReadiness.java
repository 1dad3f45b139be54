package dev.baton.runtime.retry.http;

import dev.baton.runtime.retry.http.UnattendedEvents.Unattended;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names the functions whose due events no running process takes. The check is always up, because this process can do
 * nothing more about them.
 */
@Readiness
@Singleton
class UnattendedReadiness implements HealthCheck {

    private final UnattendedEvents unattended;
    private final FunctionUrls urls;

    UnattendedReadiness(UnattendedEvents unattended, FunctionUrls urls) {
        this.unattended = unattended;
        this.urls = urls;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Baton unattended events").up();
        unattended.found().forEach((function, events) -> response.withData(function, describe(function, events)));
        return response.build();
    }

    private String describe(String function, Unattended unattended) {
        String remedy = urls.of(function)
                .map(url -> "posted to " + url)
                .orElse("start a process of the function, or set baton.functions." + function + ".url");
        return "due events that no running process takes: " + unattended.events() + ", the oldest waits for "
                + Math.round(unattended.oldestSeconds()) + " s: " + remedy;
    }
}
