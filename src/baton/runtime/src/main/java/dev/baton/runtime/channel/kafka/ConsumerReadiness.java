package dev.baton.runtime.channel.kafka;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready when every function of the application has its place in its consumer group. */
@Readiness
class ConsumerReadiness implements HealthCheck {

    private final FunctionConsumers consumers;

    ConsumerReadiness(FunctionConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Baton functions");
        boolean ready = true;
        for (FunctionConsumer consumer : consumers.consumers()) {
            boolean consuming = consumer.ready();
            response.withData(consumer.function(), consuming ? "consuming" : consumer.problem());
            ready &= consuming;
        }
        return response.status(ready).build();
    }
}
