package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.channel.ChannelStreams;
import dev.baton.runtime.channel.FeedThread;
import dev.baton.runtime.channel.kafka.FunctionChannels.Connected;
import dev.baton.runtime.schema.SchemaCheck;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a function consuming from its channel. It subscribes when the schema and the topics exist, and replaces a
 * failed consumer with a new one, until it is stopped.
 */
final class FunctionConsumer {

    private static final Logger LOG = Logger.getLogger(FunctionConsumer.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** The objects that the consumers of all functions share. */
    record Shared(FunctionChannels channels, ChannelStreams streams, Topics topics, SchemaCheck schema) {}

    private final BatonFunction function;
    private final Shared shared;
    private final FeedThread thread;
    private volatile @Nullable Cancellable subscription;
    private volatile String problem = "not started yet";
    private int failures;

    FunctionConsumer(BatonFunction function, Shared shared) {
        this.function = function;
        this.shared = shared;
        this.thread = new FeedThread(function.name(), failure -> failed(connected(), failure));
    }

    String function() {
        return function.name();
    }

    boolean ready() {
        return !thread.stopped() && connected().lanes().assigned();
    }

    /** Returns the lanes of the latest consumer. */
    ChannelLanes lanes() {
        return connected().lanes();
    }

    /** Returns what keeps the function from consuming. */
    String problem() {
        return problem;
    }

    /** Subscribes as soon as the schema and the topics exist. */
    void start() {
        thread.run(() -> {
            awaitReady();
            subscribe(shared.streams().first(function()));
            shared.topics().checkEmits(function);
        });
    }

    /** Stops consuming, and waits until the running deliveries have ended or took too long. */
    void stop() {
        thread.stop();
        connected().lanes().close();
        connected().lanes().awaitDrained();
        cancel();
    }

    /** Closes the consumer, which thereby commits the offsets of its partitions. */
    private void cancel() {
        Cancellable last = subscription;
        if (last != null) {
            try {
                last.cancel();
            } catch (RuntimeException e) {
                LOG.warnf("Consumer not closed in time: function=%s cause=%s", function(), e);
            }
        }
    }

    private Connected connected() {
        return shared.channels().latest(function).orElseThrow();
    }

    private void subscribe(Multi<? extends Message<?>> messages) {
        Connected to = connected();
        problem = "waiting for its place in the consumer group";
        subscription = messages.subscribe()
                .with(
                        message -> deliver(message, to),
                        failure -> failed(to, failure),
                        () -> failed(to, new IllegalStateException("the channel has ended")));
        if (thread.stopped()) {
            cancel();
        }
    }

    @SuppressWarnings("unchecked")
    private static void deliver(Message<?> message, Connected to) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> batch = message.getMetadata(
                        IncomingKafkaRecordBatchMetadata.class)
                .orElseThrow(() -> new IllegalStateException(
                        "a decorator of the channel has removed the metadata of a batch of records"));
        to.lanes().deliver(batch.getRecords());
    }

    private void failed(Connected failed, Throwable failure) {
        thread.run(() -> replace(failed, failure));
    }

    private void replace(Connected failed, Throwable failure) throws InterruptedException {
        failures = failed.lanes().progress() ? 1 : failures + 1;
        Duration pause = FeedThread.AGAIN.after(failures);
        report("the consumer failed and is replaced: " + failure, failure);
        failed.lanes().close();
        failed.lanes().awaitDrained();
        close(failed, failure);
        Thread.sleep(pause.toMillis());
        // A new consumer leaves something behind in the connector, so none is created while the broker rejects clients.
        awaitTopics();
        subscribe(shared.streams().another(function()));
    }

    private void close(Connected failed, Throwable failure) {
        try {
            failed.reportFailure().accept(failure, true);
        } catch (RuntimeException e) {
            LOG.debugf("Failed consumer not closed in time: function=%s cause=%s", function(), e);
        }
        shared.channels().endMetrics(failed);
    }

    private void awaitReady() throws InterruptedException {
        shared.schema().awaitReady();
        awaitTopics();
    }

    private void awaitTopics() throws InterruptedException {
        while (!topicsReady()) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private boolean topicsReady() throws InterruptedException {
        try {
            Set<String> missing = shared.topics().missing(function);
            if (!missing.isEmpty()) {
                report("topics are missing: " + missing + "; create them, or set baton.kafka.create-topics=true", null);
            }
            return missing.isEmpty();
        } catch (ExecutionException e) {
            report(
                    "the broker can't be reached: bootstrap.servers="
                            + shared.topics().cluster(function) + " cause=" + e.getCause(),
                    null);
        } catch (RuntimeException e) {
            report("the topics can't be looked up: " + e.getMessage(), e);
        }
        return false;
    }

    private void report(String found, @Nullable Throwable cause) {
        if (!found.equals(problem)) {
            problem = found;
            LOG.warnf(cause, "Function waits: function=%s cause=%s", function(), found);
        }
    }
}
