package dev.baton.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the broker, if this process uses one, does not answer within two seconds. */
@Readiness
@Singleton
class BrokerReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaUse use;
    private final KafkaSettings settings;
    private Admin admin;

    BrokerReadiness(KafkaUse use, KafkaSettings settings) {
        this.use = use;
        this.settings = settings;
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
        return admin().describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                .clusterId()
                .toCompletionStage();
    }

    /** @throws KafkaException when the broker's name can't be resolved, for example */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
