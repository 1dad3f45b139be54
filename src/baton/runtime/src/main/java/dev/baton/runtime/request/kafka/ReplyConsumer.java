package dev.baton.runtime.request.kafka;

import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.request.WaitingRequests;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply topics from their ends on its own thread, until no request has waited for a while. Every process
 * needs only the replies to its own requests, but does not know which partitions hold them. It therefore reads all
 * partitions without a group, so there is nothing to rebalance or commit, and a process that dies leaves nothing
 * behind.
 */
final class ReplyConsumer implements Runnable {

    private static final Logger LOG = Logger.getLogger(ReplyConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Map<String, Object>> settings;
    private final WaitingRequests requests;
    private final IdleTime idle;
    private final BooleanSupplier mayEnd;
    private final ReplyPositions positions;
    private final Map<String, CompletableFuture<Void>> topics = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "baton-replies");
    private volatile @Nullable Consumer<String, byte[]> consumer;

    /**
     * @param settings returns the current settings for the next consumer; a consumer that fails is replaced by a new
     *     one
     * @param mayEnd is called when the consumer has been idle for too long; after it returns true, it is not called
     *     again
     */
    ReplyConsumer(
            Supplier<Map<String, Object>> settings,
            WaitingRequests requests,
            Clock clock,
            Duration idleTimeout,
            BooleanSupplier mayEnd) {
        this.settings = settings;
        this.requests = requests;
        this.positions = new ReplyPositions(clock);
        this.idle = new IdleTime(clock, idleTimeout);
        this.mayEnd = mayEnd;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns a future that completes when the topic is read from its end. */
    CompletableFuture<Void> follow(String topic) {
        CompletableFuture<Void> followed = topics.computeIfAbsent(topic, any -> new CompletableFuture<>());
        if (!followed.isDone()) {
            wakeUp();
        }
        return followed;
    }

    void stop() {
        stopped.countDown();
        wakeUp();
        try {
            thread.join(PAUSE.multipliedBy(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!isStopped()) {
            try (Consumer<String, byte[]> fresh = open()) {
                consumer = fresh;
                positions.resume(fresh);
                read(fresh);
            } catch (RuntimeException | Error e) { // whatever the problem is, requests wait until it is over
                OutOfMemory.check(e);
                if (!isStopped()) {
                    LOG.warnf(
                            "Replies can't be read at the moment; this is retried: retryInMs=%d cause=%s",
                            PAUSE.toMillis(), e);
                    pause(PAUSE);
                }
            }
        }
    }

    /**
     * Creates a consumer. Whatever the channel's settings are, it reads only committed records, is in no group, and
     * creates no topics.
     */
    private Consumer<String, byte[]> open() {
        Map<String, Object> client = settings.get();
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A position that no longer exists was too old, not too new, so reading continues at the oldest record.
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<String, byte[]> consumer) {
        while (!isStopped()) {
            try {
                step(consumer);
            } catch (WakeupException e) {
                LOG.trace("Another topic is requested, or the consumer stops");
            } catch (RetriableException e) {
                LOG.debugf("The broker is unavailable: cause=%s", e);
                pause(PAUSE);
            }
        }
    }

    private void step(Consumer<String, byte[]> consumer) {
        topics.forEach((topic, followed) -> {
            if (!followed.isDone()) {
                positions.beginAtEnd(consumer, topic);
                followed.complete(null);
            }
        });
        positions.lookForNew(consumer, topics.keySet());
        if (positions.isEmpty()) { // the consumer refuses to poll without partitions
            pause(POLL);
        } else {
            positions.poll(consumer, POLL).forEach(record -> KafkaReplies.offer(record, requests::offer));
        }
        if (idle.isOver(requests.size() > 0) && mayEnd.getAsBoolean()) {
            stopped.countDown();
        }
    }

    private void wakeUp() {
        Consumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown();
        }
    }
}
