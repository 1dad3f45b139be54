package dev.baton.kafka;

import dev.baton.config.BatonConfig;
import dev.baton.kafka.FunctionConsumer.Times;
import dev.baton.schema.SchemaCheck;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;

/**
 * Keeps a function's consumer running on a thread of its own: waits for the schema and the topics first, and makes a new
 * consumer when one failed. It ends only when it is stopped.
 */
final class ConsumerLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final PartitionLane.Setting setting;
    private final KafkaSettings settings;
    private final Topics topics;
    private final SchemaCheck schema;
    private final BatonConfig.Kafka config;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile FunctionConsumer consumer;
    private volatile String problem = "not started yet";

    ConsumerLoop(
            PartitionLane.Setting setting,
            KafkaSettings settings,
            Topics topics,
            SchemaCheck schema,
            BatonConfig.Kafka config) {
        this.setting = setting;
        this.settings = settings;
        this.topics = topics;
        this.schema = schema;
        this.config = config;
        this.thread = new Thread(this, "baton-" + function());
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        stopped = true;
        FunctionConsumer running = consumer;
        if (running != null) {
            running.stop();
        } else {
            thread.interrupt();
        }
    }

    void awaitStopped() {
        try {
            thread.join(config.drainTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String function() {
        return setting.function().name();
    }

    boolean ready() {
        FunctionConsumer running = consumer;
        return running != null && running.assigned();
    }

    /** What keeps the function from consuming. */
    String problem() {
        return problem;
    }

    @Override
    public void run() {
        try {
            schema.awaitReady();
            awaitTopics();
            while (!stopped) {
                consume();
            }
        } catch (InterruptedException e) {
            LOG.debugf("Consumer stopped: function=%s", function());
        }
    }

    private void consume() throws InterruptedException {
        try {
            consumer = new FunctionConsumer(
                    new KafkaConsumer<>(settings.consumer(function())),
                    setting,
                    new Times(config.pollTimeout(), config.commitInterval(), config.drainTimeout()));
            problem = "waiting for its place in the consumer group";
            consumer.run();
        } catch (RuntimeException | Error e) { // of an error the consumer may die, the function must not
            report("consumer failed, a new one takes over: " + e, e);
            Thread.sleep(AGAIN.toMillis());
        } finally {
            consumer = null;
        }
    }

    private void awaitTopics() throws InterruptedException {
        while (!stopped) {
            try {
                Set<String> missing = topics.missing(setting.function());
                if (missing.isEmpty()) {
                    return;
                }
                report(
                        "topics are missing: " + missing
                                + "; run ./baton migrate, or set baton.kafka.create-topics=true",
                        null);
                if (!missing.contains(setting.function().input().topic())) {
                    return;
                }
            } catch (ExecutionException e) {
                report("the broker can't be reached: " + e.getCause().getMessage(), null);
            } catch (RuntimeException e) {
                report("the topics can't be looked up: " + e.getMessage(), e);
            }
            Thread.sleep(AGAIN.toMillis());
        }
    }

    private void report(String found, Throwable cause) {
        if (!found.equals(problem)) {
            problem = found;
            LOG.warnf(cause, "Function waits: function=%s problem=%s", function(), found);
        }
    }
}
