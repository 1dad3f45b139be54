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
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Makes sure that the topics are there: creates the missing ones where that is allowed, else names them. */
@Singleton
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);

    private final BrokerAdmin brokers;
    private final FunctionChannels channels;
    private final KafkaUse use;
    private final BatonModel model;
    private final BatonConfig.Kafka config;

    Topics(BrokerAdmin brokers, FunctionChannels channels, KafkaUse use, BatonModel model, BatonConfig config) {
        this.brokers = brokers;
        this.channels = channels;
        this.use = use;
        this.model = model;
        this.config = config.kafka();
    }

    /** Whether this process may create topics. */
    boolean mayCreate() {
        return config.createTopics().orElse(LaunchMode.current().isDevOrTest());
    }

    /**
     * For an application that only publishes: creates what is missing where that is allowed, once the broker answers.
     */
    void createInBackground() {
        if (mayCreate()) {
            Thread thread = new Thread(this::createWhenPossible, "baton-topics");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void createWhenPossible() {
        try {
            create();
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("No topics were created; create them with ./baton migrate, or restart: cause=%s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns the topics that the function takes from or may emit to and that are still missing, each looked for on
     * the cluster where it belongs. Throws when a broker can't be reached.
     */
    Set<String> missing(BatonFunction function) throws InterruptedException, ExecutionException {
        if (mayCreate()) {
            create();
            return Set.of();
        }
        Set<String> missing =
                missing(brokers.of(function.name()), Set.of(function.input().topic()));
        if (asksOutbox()) {
            missing.addAll(missing(brokers.outbox(), topics(function.emits())));
        }
        return missing;
    }

    /** A process whose relay is off does not connect to another cluster only to look for topics. */
    private boolean asksOutbox() {
        return use.publishes()
                || use.outbox()
                        && channels.functions().stream().anyMatch(function -> brokers.sharesOutbox(function.name()));
    }

    private void create() throws InterruptedException, ExecutionException {
        for (BatonFunction function : channels.functions()) {
            create(brokers.of(function.name()), Set.of(function.input().topic()));
        }
        if (asksOutbox()) {
            create(brokers.outbox(), published());
        }
    }

    /**
     * The topics of the events that may be published, and of dead letters; a type that a function takes need not be
     * one of them.
     */
    private Set<String> published() {
        Set<String> published = new TreeSet<>();
        model.eventTypes().values().forEach(type -> published.add(type.topic()));
        model.functions().forEach(function -> published.remove(function.input().topic()));
        model.functions().forEach(function -> published.addAll(topics(function.emits())));
        model.functions().forEach(function -> published.add(DeadLetters.topic(function)));
        return published;
    }

    private Set<String> topics(Collection<String> types) {
        return types.stream().map(type -> model.eventTypes().get(type).topic()).collect(Collectors.toSet());
    }

    private static Set<String> missing(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException {
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(admin.listTopics().names().get());
        return missing;
    }

    private void create(Admin admin, Set<String> topics) throws InterruptedException, ExecutionException {
        List<NewTopic> wanted = missing(admin, topics).stream()
                .map(topic -> new NewTopic(topic, Optional.of(config.partitions()), config.replicationFactor()))
                .toList();
        for (var created : admin.createTopics(wanted).values().entrySet()) {
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
