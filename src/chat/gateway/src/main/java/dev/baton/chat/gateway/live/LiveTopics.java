package dev.baton.chat.gateway.live;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The reader of all partitions of some topics from a point in time on, in its own thread. Every gateway needs every
 * record, so there is no consumer group: there is nothing to rebalance or commit, and a dead gateway leaves nothing
 * behind. Topics and partitions that are created later are found and read from the same point in time.
 */
final class LiveTopics implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LiveTopics.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<Map<String, Object>> config;
    private final Collection<String> topics;
    private final long since;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "chat-live-events");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private long lookAt = System.nanoTime();

    /**
     * Creates a reader, which does not read until {@link #start}.
     *
     * @param config the configuration of the next client. A client that fails is replaced by one with the configuration
     *     at that moment. This class sets the settings that it relies on itself.
     * @param clock its time now is the point in time from which on records are read
     */
    LiveTopics(
            Supplier<Map<String, Object>> config,
            Collection<String> topics,
            Clock clock,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        this.config = config;
        this.topics = List.copyOf(topics);
        this.since = clock.millis();
        this.sink = sink;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> fresh = open()) {
                consumer = fresh;
                follow(fresh);
            } catch (WakeupException closing) {
                LOG.debug("Live events end");
            } catch (OutOfMemoryError e) {
                throw e; // ends the process
            } catch (RuntimeException | Error e) { // whatever it is, sockets wait for live events
                LOG.warnf("Live events stopped; sockets follow the history until they resume: cause=%s", e.toString());
                LOG.debug("Live events stopped", e);
                pause(PAUSE_MILLIS);
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> client = new HashMap<>(config.get());
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        resume(consumer);
        while (!isClosed()) {
            look(consumer);
            if (positions.isEmpty()) {
                pause(POLL.toMillis());
            } else {
                consumer.poll(POLL).forEach(this::take);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        sink.accept(record);
    }

    private void resume(Consumer<byte[], byte[]> consumer) {
        consumer.assign(positions.keySet());
        positions.forEach(consumer::seek);
        lookAt = System.nanoTime();
    }

    /** Looks for new partitions: every second while a topic is missing, otherwise every 10 s. */
    private void look(Consumer<byte[], byte[]> consumer) {
        if (System.nanoTime() - lookAt < 0) {
            return;
        }
        boolean allThere = false;
        try {
            Map<String, Set<TopicPartition>> found = topics.stream()
                    .collect(Collectors.toMap(Function.identity(), topic -> partitions(consumer, topic)));
            allThere = found.values().stream().noneMatch(Set::isEmpty);
            add(consumer, found.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        } catch (RetriableException brokerAway) {
            LOG.debugf(brokerAway, "Live topics can't be looked up at the moment; this is retried");
        }
        lookAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(allThere ? LOOK_AGAIN_MILLIS : PAUSE_MILLIS);
    }

    private static Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        var infos = consumer.partitionsFor(topic, ANSWER);
        return infos == null
                ? Set.of()
                : infos.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .collect(Collectors.toSet());
    }

    private void add(Consumer<byte[], byte[]> consumer, Set<TopicPartition> found) {
        Set<TopicPartition> fresh = new HashSet<>(found);
        fresh.removeAll(positions.keySet());
        if (fresh.isEmpty()) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>(fresh);
        all.addAll(positions.keySet());
        // Before they are looked up: Kafka's client warns about the offsets of partitions that are not assigned.
        consumer.assign(all);
        try {
            Map<TopicPartition, Long> starts = starts(consumer, fresh);
            positions.putAll(starts);
            starts.forEach(consumer::seek);
        } finally {
            consumer.assign(positions.keySet());
        }
        LOG.debugf("Live events are read: partitions=%s", fresh);
    }

    /**
     * Returns the start offsets. Requests the ends first, so that a record written between both requests is found by
     * time. A partition that was added to a topic since is read from its beginning, whatever the clocks say.
     */
    private Map<TopicPartition, Long> starts(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions, ANSWER));
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> since));
        Map<TopicPartition, OffsetAndTimestamp> byTime = consumer.offsetsForTimes(times, ANSWER);
        byTime.forEach((partition, offset) -> {
            if (offset != null) {
                starts.put(partition, offset.offset());
            }
        });
        Set<String> known =
                positions.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        partitions.stream()
                .filter(partition -> known.contains(partition.topic()))
                .forEach(added -> starts.put(added, 0L));
        return starts;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }
}
