package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.KafkaConfig;
import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.memory.OutOfMemory;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the topics exist. It creates missing topics where that is allowed, and otherwise names them. The
 * topics from which functions take events, and those to which the outbox is published, may be on several clusters. A
 * cluster that can't be reached delays only its own topics.
 */
@Singleton
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final BrokerAdmin brokers;
    private final ChannelSettings settings;
    private final FunctionChannels channels;
    private final KafkaUse use;
    private final BatonModel model;
    private final KafkaConfig config;
    private volatile @Nullable Thread creating;

    Topics(
            BrokerAdmin brokers,
            ChannelSettings settings,
            FunctionChannels channels,
            KafkaUse use,
            BatonModel model,
            BatonConfig config) {
        this.brokers = brokers;
        this.settings = settings;
        this.channels = channels;
        this.use = use;
        this.model = model;
        this.config = config.kafka();
    }

    /** Returns whether this process may create topics. */
    boolean mayCreate() {
        return config.createTopics().orElse(LaunchMode.current().isDevOrTest());
    }

    /** Creates the missing topics of published events, where that is allowed, as soon as the broker answers. */
    void createInBackground() {
        if (mayCreate()) {
            Thread thread = new Thread(this::createPublished, "baton-topics");
            thread.setDaemon(true);
            creating = thread;
            thread.start();
        }
    }

    void stop() {
        Thread running = creating;
        if (running != null) {
            running.interrupt();
        }
    }

    private void createPublished() {
        String problem = null;
        try {
            while (true) {
                String found = tryToCreatePublished();
                if (found == null) {
                    return;
                }
                if (!found.equals(problem)) {
                    LOG.warnf("Topics of published events not created; this is retried: cause=%s", found);
                }
                problem = found;
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped before all topics were created");
        }
    }

    /** Returns the problem; null when the topics exist. */
    private @Nullable String tryToCreatePublished() throws InterruptedException {
        try {
            if (asksOutbox()) {
                create(brokers.outbox(), published());
            }
            return null;
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (RuntimeException | Error e) { // for example, the broker's name is unknown
            OutOfMemory.check(e);
            return e.toString();
        }
    }

    /**
     * Returns the missing topics among those from which the function takes events. Where that is allowed, creates them
     * first. Throws an exception when the function's broker can't be reached.
     */
    Set<String> missing(BatonFunction function) throws InterruptedException, ExecutionException {
        Set<String> input = settings.topics(function.name());
        Admin broker = brokers.of(function.name());
        if (mayCreate()) {
            create(broker, input);
            return Set.of();
        }
        return missing(broker, input);
    }

    /** Returns the cluster that holds the function's topics, for messages. */
    Cluster cluster(BatonFunction function) {
        return brokers.cluster(function.name());
    }

    /** Warns about missing topics to which the function may emit events. Its follow-ups wait for them. */
    void checkEmits(BatonFunction function) throws InterruptedException {
        if (mayCreate() || function.emits().isEmpty()) {
            return;
        }
        try {
            Set<String> missing = asksOutbox() ? missing(brokers.outbox(), topics(function.emits())) : Set.of();
            if (!missing.isEmpty()) {
                LOG.warnf(
                        "Follow-ups wait because topics are missing; create them, or set"
                                + " baton.kafka.create-topics=true: function=%s topics=%s",
                        function.name(), missing);
            }
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("The topics of follow-ups can't be looked up: function=%s cause=%s", function.name(), e);
        }
    }

    /**
     * Returns whether to look at the outbox's cluster. A process whose relay is off does not connect to another cluster
     * only to look for topics.
     */
    private boolean asksOutbox() {
        return use.publishes()
                || use.outbox()
                        && channels.functions().stream().anyMatch(function -> brokers.sharesOutbox(function.name()));
    }

    /**
     * Returns the topics of dead letters and of the events that may be published. The type that a function takes need
     * not be among these.
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
        return types.stream().map(type -> model.eventType(type).topic()).collect(Collectors.toSet());
    }

    private Set<String> missing(Admin admin, Set<String> topics) throws InterruptedException, ExecutionException {
        Set<String> missing = new TreeSet<>(topics);
        if (!missing.isEmpty()) {
            missing.removeAll(brokers.ask(admin, broker -> broker.listTopics().names())
                    .toCompletableFuture()
                    .get());
        }
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
