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
 * Names the topics that can't be written, or the sink that accepts nothing. The check stays up nevertheless, even if
 * that is all topics: the process still handles events, and what they cause waits in the outbox. The check is down
 * while the process has no client that could publish, for example because its credentials were rejected.
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
