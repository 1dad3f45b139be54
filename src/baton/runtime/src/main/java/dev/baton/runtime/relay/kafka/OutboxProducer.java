package dev.baton.runtime.relay.kafka;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.channel.kafka.BatonChannels;
import dev.baton.runtime.channel.kafka.ChannelSettings;
import dev.baton.runtime.telemetry.Steady;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The producer of the channel {@code baton-outbox}, created on first use. A producer that can't recover is closed and,
 * after a pause, replaced by another one with the settings of that moment.
 *
 * <p>A failed producer is closed at once, from its own callback, so that it sends nothing after a record whose outcome
 * is unknown. A caller that sends its records in order through one producer, and afterwards sends the unconfirmed
 * records again, therefore keeps that order.
 */
@Singleton
class OutboxProducer {

    private static final Logger LOG = Logger.getLogger(OutboxProducer.class);
    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(500), Duration.ofSeconds(10));

    /** The failures after which an idempotent producer is unable to continue, whatever is sent next. */
    private static final List<Class<? extends ApiException>> FATAL = List.of(
            AuthenticationException.class,
            AuthorizationException.class,
            InvalidPidMappingException.class,
            InvalidProducerEpochException.class,
            OutOfOrderSequenceException.class,
            ProducerFencedException.class,
            UnsupportedVersionException.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** For calls of a client that may block forever. */
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "baton-outbox-client");
        thread.setDaemon(true);
        return thread;
    });

    private final Supplier<Map<String, Object>> settings;
    private final Clock clock;
    private @Nullable Producer<String, byte[]> producer;
    private @Nullable AuthenticationWatch watch;
    private volatile boolean gathers;
    private int failures;
    private Instant restsUntil = Instant.MIN;
    private boolean closed;

    @Inject
    OutboxProducer(ChannelSettings channels, @Steady Clock clock) {
        this(() -> channels.outgoing(BatonChannels.OUTBOX), clock);
    }

    OutboxProducer(Supplier<Map<String, Object>> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns whether the next producer must not be created yet, because the last one failed a moment ago. */
    synchronized boolean isResting() {
        return producer == null && clock.instant().isBefore(restsUntil);
    }

    /**
     * Returns the producer, which works as far as is known. Callers use one producer for all records of a round.
     *
     * @throws KafkaException if, for example, the broker's name can't be resolved, or if the application is stopping
     */
    synchronized Producer<String, byte[]> get() {
        if (closed) {
            throw new KafkaException("the producer of the outbox is closed: the application is stopping");
        }
        if (producer == null) {
            Map<String, Object> current = settings.get();
            Producer<String, byte[]> fresh = new KafkaProducer<>(current);
            gathers = !"0".equals(String.valueOf(current.get(ProducerConfig.LINGER_MS_CONFIG)));
            watch = new AuthenticationWatch(fresh, failure -> failed(fresh, failure));
            producer = fresh;
        }
        return producer;
    }

    /** Returns the current settings. */
    Map<String, Object> settings() {
        return settings.get();
    }

    /** Sends what the producer has gathered ({@code linger.ms}). Does not wait for it, which might take forever. */
    void flush(Producer<String, byte[]> gathering) {
        if (gathers) {
            background.execute(gathering::flush);
        }
    }

    /** Returns whether the producer was closed, because it failed or got no answers. */
    synchronized boolean isReplaced(Producer<String, byte[]> used) {
        return used != producer;
    }

    /** Records that the producer published something. */
    synchronized void succeeded(Producer<String, byte[]> working) {
        if (working == producer) {
            failures = 0;
        }
    }

    /** Closes the producer if it can't recover from the failure. Records that it did not confirm are no longer sent. */
    void failed(Producer<String, byte[]> failing, Exception failure) {
        if (isFatal(failure) && release(failing, true)) {
            LOG.logf(
                    failure instanceof InterruptException ? Level.DEBUG : Level.WARN, // the application stops
                    "The producer of the outbox can't recover and is replaced; events that it did not confirm"
                            + " are sent again: "
                            + "channel=%s cause=%s",
                    BatonChannels.OUTBOX,
                    failure);
            closeNow(failing);
        }
    }

    /** Closes a producer that holds records that it may never send, or that must not be sent. Another one follows. */
    void replace(Producer<String, byte[]> used) {
        if (release(used, false)) {
            closeNow(used);
        }
    }

    /**
     * Closes a producer, which then sends nothing more. From the producer's own thread, that holds when this method
     * returns. Another thread does not wait for it: the records in the producer's buffer may still be sent, in order.
     */
    private void closeNow(Producer<String, byte[]> used) {
        if (Thread.currentThread().getName().startsWith(KafkaProducer.NETWORK_THREAD_PREFIX)) {
            used.close(Duration.ZERO);
        } else {
            background.execute(() -> used.close(Duration.ZERO));
        }
    }

    private synchronized boolean release(Producer<String, byte[]> failing, boolean failed) {
        if (failing != producer) {
            return false;
        }
        endWatch();
        producer = null;
        if (failed) {
            failures++;
            restsUntil = clock.instant().plus(BACKOFF.after(failures));
        }
        return true;
    }

    /** Returns whether the producer can't recover. A bare KafkaException means that it is in its error state. */
    private static boolean isFatal(Exception failure) {
        return !(failure instanceof ApiException)
                || !(failure instanceof TopicAuthorizationException)
                        && FATAL.stream().anyMatch(fatal -> fatal.isInstance(failure));
    }

    /** Closes the producer without holding the lock, which the producer's callbacks need in the meantime. */
    @PreDestroy
    void close() {
        Producer<String, byte[]> last = end();
        if (last != null) {
            Future<?> closing = background.submit(() -> last.close(PATIENCE));
            try {
                closing.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debugf(e, "Producer of the outbox not closed in time");
            }
        }
        background.shutdownNow();
    }

    private void endWatch() {
        if (watch != null) {
            watch.close();
        }
    }

    private synchronized @Nullable Producer<String, byte[]> end() {
        closed = true;
        Producer<String, byte[]> last = producer;
        if (last != null) {
            endWatch();
            producer = null;
        }
        return last;
    }
}
