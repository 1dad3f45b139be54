package dev.baton.runtime.relay.kafka;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jboss.logging.Logger;

/**
 * Detects that a broker no longer accepts a producer's credentials. The producer itself would keep trying them for as
 * long as an event may wait, which is forever.
 */
final class AuthenticationWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AuthenticationWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Producer<?, ?> producer;
    private final Consumer<KafkaException> onFailure;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "baton-outbox-watch");
        thread.setDaemon(true);
        return thread;
    });
    private double seen;

    AuthenticationWatch(Producer<?, ?> producer, Consumer<KafkaException> onFailure) {
        this.producer = producer;
        this.onFailure = onFailure;
        timer.scheduleWithFixedDelay(this::lookSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the timer, and with it the watch. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            LOG.warnf("Producer not watched; this is retried: cause=%s", e);
        }
    }

    private void look() {
        double failures = failedAuthentications();
        if (failures > seen) {
            seen = failures;
            onFailure.accept(new AuthenticationException("the broker rejected the credentials on a new connection"));
        }
    }

    private double failedAuthentications() {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("producer-metrics")
                        && metric.getKey().name().equals("failed-authentication-total"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
