package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.telemetry.Steady;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The admin clients of this process, one for each cluster. They query brokers, including their topics. A client has the
 * configuration of the first channel that needs it, and is created when it is first used.
 */
@Singleton
public class BrokerAdmin {

    private static final int DESCRIBED_WITHIN = 5_000;

    private final ChannelSettings channels;
    private final String clientId;
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Map<Cluster, Admin> admins = new HashMap<>();
    private final AnswerWatch<Admin> answers;

    BrokerAdmin(ChannelSettings channels, BatonModel model, @Steady Clock clock) {
        this.channels = channels;
        this.answers = new AnswerWatch<>(clock);
        this.clientId = model.namespace() + ".baton-admin";
    }

    /**
     * Queries a cluster. A client whose credentials were rejected is replaced, so that the next query uses the
     * credentials that are configured then. So is a client that has had no answer for a while: if its connections were
     * accepted by something that answers nothing, Kafka's client may wait for them for ever.
     */
    <T> CompletionStage<T> ask(Admin admin, Function<Admin, KafkaFuture<T>> question) {
        return question.apply(admin).toCompletionStage().whenComplete((answer, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (!(cause instanceof TimeoutException)) {
                answers.answered(admin);
            }
            if (cause instanceof AuthenticationException || answers.isSilentTooLong(admin)) {
                replace(admin);
            }
        });
    }

    /** Returns the client for the cluster to which the outbox is published. */
    Admin outbox() {
        return get(BatonChannels.OUTBOX, () -> channels.outgoing(BatonChannels.OUTBOX));
    }

    /**
     * Returns the client for the cluster from which the incoming channel reads. The channel has the name of its
     * function.
     */
    Admin of(String incoming) {
        return get(incoming, () -> channels.incoming(incoming));
    }

    /** Returns the cluster from which the incoming channel reads. The channel has the name of its function. */
    Cluster cluster(String incoming) {
        return Cluster.of(channels.incoming(incoming));
    }

    /** Returns whether the function reads from the cluster to which the outbox is published. */
    boolean sharesOutbox(String function) {
        return cluster(function).equals(Cluster.of(channels.outgoing(BatonChannels.OUTBOX)));
    }

    /**
     * Queries a topic of the outbox. Fails when the topic is missing, this process may not see it, or the broker does
     * not answer within five seconds.
     */
    public CompletionStage<?> describe(String topic) {
        return ask(outbox(), admin -> admin.describeTopics(
                        List.of(topic), new DescribeTopicsOptions().timeoutMs(DESCRIBED_WITHIN))
                .allTopicNames());
    }

    /**
     * Returns the client for a channel's cluster.
     *
     * @throws KafkaException when, for example, the broker's name can't be resolved
     */
    private synchronized Admin get(String channel, Supplier<Map<String, Object>> configuration) {
        Cluster known = clusters.get(channel);
        if (known != null && admins.containsKey(known)) {
            return admins.get(known);
        }
        Map<String, Object> settings = configuration.get();
        Cluster cluster = Cluster.of(settings);
        clusters.put(channel, cluster);
        return admins.computeIfAbsent(cluster, any -> create(settings));
    }

    private Admin create(Map<String, Object> channel) {
        Map<String, Object> settings = Cluster.admin(channel);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        Admin admin = Admin.create(settings);
        answers.add(admin);
        return admin;
    }

    private void replace(Admin useless) {
        synchronized (this) {
            admins.values().remove(useless);
            answers.forget(useless);
        }
        useless.close(Duration.ZERO);
    }

    @PreDestroy
    synchronized void close() {
        admins.values().forEach(admin -> admin.close(Duration.ZERO));
    }
}
