package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.runtime.telemetry.Figures;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consumer that can't recover is replaced by a new one, without a restart. */
class ReplacedConsumerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String INSTANCE = "the-one";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Holding.CLASSES).addClasses(Broker.class, GroupMember.class))
            .overrideConfigKey("baton.retry.watch-interval", "100ms")
            .overrideConfigKey("mp.messaging.incoming.hold.group.instance.id", INSTANCE);

    @Inject
    Figures figures;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "mp.messaging.incoming.hold.group.id")
    String group;

    @Test
    void aMemberThatIsFencedJoinsAgain() {
        String before = UUID.randomUUID().toString();
        String after = UUID.randomUUID().toString();
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(Holding.task(null, before));
            await("handled").atMost(LONG).until(() -> Holding.DONE.contains(before));
            await("the lag is measured").atMost(LONG).until(() -> lagOfAllPartitions() == 0);
            int partitions = figures.lags().size();
            String member = memberId();
            long metrics = metricsThreads();

            fence();

            broker.send(Holding.task(null, after));
            await("handled by the consumer that took over").atMost(LONG).until(() -> Holding.DONE.contains(after));
            assertThat(memberId()).isNotEqualTo(member);
            await("the lag is measured again")
                    .atMost(LONG)
                    .until(() -> figures.lags().size() == partitions && lagOfAllPartitions() == 0);
            assertThat(metrics).isPositive();
            await("the metrics of the old consumer end").atMost(LONG).until(() -> metricsThreads() == metrics);
        }
    }

    /** Adds another member with the same instance id, which the broker considers to be the newer one. */
    private void fence() {
        try (GroupMember same =
                new GroupMember(bootstrapServers, group, Holding.TOPIC, Map.of("group.instance.id", INSTANCE))) {
            same.pollUntil("it has taken the place", () -> !same.assignment().isEmpty());
        }
    }

    /** Returns -1 while no lag is known. */
    private long lagOfAllPartitions() {
        return figures.lags().isEmpty()
                ? -1
                : figures.lags().stream().mapToLong(Figures.Lag::events).sum();
    }

    private static long metricsThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("micrometer-kafka-metrics"))
                .count();
    }

    private String memberId() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return await().atMost(LONG)
                    .ignoreExceptionsMatching(failure -> failure.getCause() instanceof GroupIdNotFoundException)
                    .until(
                            () -> admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                                    .map(one -> one.consumerId())
                                    .toList(),
                            members -> members.size() == 1)
                    .get(0);
        }
    }
}
