package dev.baton.runtime.channel;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** A check that is up if every function that uses a channel other than its own Kafka channel has subscribed to it. */
@Readiness
class ChannelReadiness implements HealthCheck {

    private final ChannelBinding binding;

    ChannelReadiness(ChannelBinding binding) {
        this.binding = binding;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Baton channels");
        boolean ready = true;
        for (FunctionFeed feed : binding.feeds()) {
            boolean fed = feed.problem().isEmpty();
            response.withData(feed.function(), fed ? "subscribed" : feed.problem());
            ready &= fed;
        }
        return response.status(ready).build();
    }
}
