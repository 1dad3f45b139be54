package dev.baton.runtime.delivery;

import dev.baton.runtime.telemetry.Meters;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The gauges of running and waiting deliveries. */
@Singleton
class DeliveryGauges {

    void start(@Observes StartupEvent event, DeliveryContexts contexts, Meters meters) {
        contexts.show(meters);
    }
}
