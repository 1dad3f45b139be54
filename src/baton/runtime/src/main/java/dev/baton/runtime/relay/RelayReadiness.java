package dev.baton.runtime.relay;

import dev.baton.runtime.config.BatonConfig;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names the topics that can't be written. The check is up while others can be, because their events flow on, and down
 * while nothing can be published.
 */
@Readiness
@Singleton
class RelayReadiness implements HealthCheck {

    private final EventSink sink;
    private final boolean enabled;

    RelayReadiness(@All List<EventSink> sinks, BatonConfig config) {
        this.sink = sinks.stream().filter(EventSink::chosen).findFirst().orElseThrow();
        this.enabled = config.relay().enabled();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Baton relay").status(!enabled || sink.available());
        sink.troubles().forEach(response::withData);
        return response.build();
    }
}
