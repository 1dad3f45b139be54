package dev.baton.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the broker, if this process uses one, does not answer within two seconds. */
@Readiness
@Singleton
class BrokerReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaUse use;
    private final BrokerAdmin broker;

    BrokerReadiness(KafkaUse use, BrokerAdmin broker) {
        this.use = use;
        this.broker = broker;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var response = HealthCheckResponse.named("Baton broker");
        if (!use.any()) {
            return Uni.createFrom()
                    .item(response.up().withData("broker", "not used").build());
        }
        return Uni.createFrom()
                .deferred(() -> Uni.createFrom().completionStage(this::ask))
                .map(cluster -> response.up().withData("cluster", cluster).build())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> response.down()
                        .withData("problem", "the broker does not answer: " + failure)
                        .build());
    }

    private CompletionStage<String> ask() {
        int millis = Math.toIntExact(PATIENCE.toMillis());
        return broker.get()
                .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                .clusterId()
                .toCompletionStage();
    }
}
