package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.retry.DeadLetters;
import dev.baton.routing.BatonFunction;
import dev.baton.routing.BatonModel;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Makes sure that the topics are there: creates the missing ones where that is allowed, else names them. */
@Singleton
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);

    private final BrokerAdmin broker;
    private final BatonModel model;
    private final BatonConfig.Kafka config;

    Topics(BrokerAdmin broker, BatonModel model, BatonConfig config) {
        this.broker = broker;
        this.model = model;
        this.config = config.kafka();
    }

    /** Whether this process may create topics. */
    boolean mayCreate() {
        return config.createTopics().orElse(LaunchMode.current().isDevOrTest());
    }

    /** For an application that only publishes: creates what is missing where that is allowed, once the broker answers. */
    void createInBackground() {
        if (mayCreate()) {
            Thread thread = new Thread(this::createWhenPossible, "baton-topics");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void createWhenPossible() {
        try {
            missing(Set.of());
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("No topics were created; create them with ./baton migrate, or restart: cause=%s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The topics of what the function takes and of what it may emit. */
    Set<String> neededBy(BatonFunction function) {
        Set<String> needed = new TreeSet<>();
        needed.add(function.input().topic());
        function.emits().forEach(type -> needed.add(model.eventTypes().get(type).topic()));
        return needed;
    }

    /** The topics of these that are still missing. Throws when the broker can't be reached. */
    Set<String> missing(Collection<String> topics) throws InterruptedException, ExecutionException {
        Admin admin = broker.get();
        Set<String> present = admin.listTopics().names().get();
        if (mayCreate()) {
            create(admin, without(all(), present));
            return Set.of();
        }
        return without(topics, present);
    }

    /** The topics of all event types, and those of the dead letters of the functions. */
    private Set<String> all() {
        Set<String> all = new TreeSet<>();
        model.eventTypes().values().forEach(type -> all.add(type.topic()));
        model.functions().forEach(function -> all.add(DeadLetters.topic(function)));
        return all;
    }

    private static Set<String> without(Collection<String> topics, Set<String> present) {
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(present);
        return missing;
    }

    private void create(Admin admin, Set<String> missing) throws InterruptedException, ExecutionException {
        List<NewTopic> topics = missing.stream()
                .map(topic -> new NewTopic(topic, Optional.of(config.partitions()), config.replicationFactor()))
                .toList();
        for (var created : admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
                LOG.debugf("Topic created: topic=%s partitions=%d", created.getKey(), config.partitions());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
