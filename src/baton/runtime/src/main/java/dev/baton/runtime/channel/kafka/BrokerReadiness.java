package dev.baton.runtime.channel.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports not ready while a broker that this process uses does not answer within two seconds. */
@Readiness
@Singleton
class BrokerReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaUse use;
    private final BrokerAdmin brokers;
    private final FunctionChannels channels;

    BrokerReadiness(KafkaUse use, BrokerAdmin brokers, FunctionChannels channels) {
        this.use = use;
        this.brokers = brokers;
        this.channels = channels;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var response = HealthCheckResponse.named("Baton broker");
        return Uni.createFrom()
                .deferred(this::askAll)
                .map(cluster -> response.up().withData("cluster", cluster).build())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> response.down()
                        .withData("problem", "the broker does not answer: " + failure)
                        .build());
    }

    private Uni<String> askAll() {
        Set<Admin> used = used();
        if (used.isEmpty()) {
            return Uni.createFrom().item("not used");
        }
        return Uni.join()
                .all(used.stream().map(this::ask).toList())
                .andFailFast()
                .map(ids -> ids.stream().distinct().collect(Collectors.joining(", ")));
    }

    private Set<Admin> used() {
        Set<Admin> used = new LinkedHashSet<>();
        if (use.publishes()) {
            used.add(brokers.outbox());
        }
        channels.readers().forEach(channel -> used.add(brokers.of(channel)));
        return used;
    }

    private Uni<String> ask(Admin admin) {
        int millis = Math.toIntExact(PATIENCE.toMillis());
        return Uni.createFrom()
                .completionStage(() ->
                        brokers.ask(admin, one -> one.describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                                .clusterId()));
    }
}
