package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.channel.kafka.KafkaEvents;
import dev.baton.runtime.outbox.OutboxRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Tries to write to a topic: it publishes the first event that waits, with a producer of its own, so that no other
 * event waits for the result. The event is published again in its turn. Such a repetition keeps the order of its key,
 * because nothing before it waits.
 */
final class TopicTrial implements RestingPlaces.Trial, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    private final Function<String, CompletionStage<?>> describe;
    private final Supplier<Map<String, Object>> settings;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "baton-outbox-trial");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param describe asks the broker for a topic, and fails when it is missing or this process may not see it
     * @param settings the current settings for a producer of the outbox
     */
    TopicTrial(Function<String, CompletionStage<?>> describe, Supplier<Map<String, Object>> settings) {
        this.describe = describe;
        this.settings = settings;
    }

    @Override
    public CompletionStage<Duration> of(String topic, @Nullable OutboxRow first) {
        long begun = System.nanoTime();
        CompletionStage<?> described = describe.apply(topic);
        return first == null
                ? described.thenApply(any -> since(begun))
                : described.thenApplyAsync(any -> publish(first), threads);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(Math.max(1, System.nanoTime() - begun));
    }

    private Duration publish(OutboxRow first) {
        long begun = System.nanoTime();
        Producer<String, byte[]> producer = new KafkaProducer<>(own(settings.get()));
        try {
            producer.send(KafkaEvents.write(first)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!KafkaRound.isRefusal(e.getCause())) { // else the topic is fine, and the event is refused in its turn
                throw new CompletionException(e.getCause());
            }
        } catch (TimeoutException e) {
            throw new CompletionException(new TimeoutException("not confirmed within " + PATIENCE.toMillis() + " ms"));
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        } finally {
            producer.close(Duration.ZERO);
        }
        return since(begun);
    }

    private static Map<String, Object> own(Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-trial");
        own.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        return own;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
