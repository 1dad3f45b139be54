package dev.baton.triggers.log;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.cloudevents.UnreadableEventException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The reader of the log for one Trigger. It delivers each event at least once and stores its position in Kafka's own
 * offsets. There is only one broker process, so there is no consumer group to balance. At most {@value #MOST_OPEN}
 * events, plus those of one poll, are in progress.
 */
public final class LogReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 1_000;
    private static final int MOST_OPEN = 1_000;

    /**
     * The receiver of the events. The stage completes when the event is done; if it fails, the event is delivered again
     * after the next start.
     */
    @FunctionalInterface
    public interface Target {
        CompletionStage<Void> take(int partition, Event event);
    }

    private final String trigger;
    private final Target target;
    private final Consumer<byte[], byte[]> consumer;
    private final Progress progress = new Progress();
    private final Thread thread;
    private volatile boolean closing;

    static LogReader start(String bootstrapServers, String topic, String trigger, Target target) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                topic + "-" + trigger,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_OPEN / 10,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000);
        LogReader reader = new LogReader(
                trigger, target, new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        reader.takePlace(topic);
        reader.thread.start();
        return reader;
    }

    private LogReader(String trigger, Target target, Consumer<byte[], byte[]> consumer) {
        this.trigger = trigger;
        this.target = target;
        this.consumer = consumer;
        this.thread = new Thread(this::run, "trigger-" + trigger);
        thread.setDaemon(true);
    }

    /**
     * Assigns the partitions. A new Trigger gets only later events, so its position is committed before any event
     * arrives.
     */
    private void takePlace(String topic) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(partitions);
        Map<TopicPartition, OffsetAndMetadata> fresh = consumer.endOffsets(partitions).entrySet().stream()
                .filter(end -> known.get(end.getKey()) == null)
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
        consumer.commitSync(fresh);
    }

    private void run() {
        while (!closing) {
            try {
                round();
            } catch (KafkaException e) {
                progress.notCommitted();
                LOG.warnf(
                        "Log can't be read at the moment; this is retried: trigger=%s cause=%s", trigger, e.toString());
                pause();
            }
        }
    }

    private void round() {
        if (progress.size() >= MOST_OPEN) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        consumer.poll(POLL).forEach(this::take);
        commit();
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = progress.toCommit();
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        progress.begun(partition, record.offset());
        try {
            target.take(record.partition(), KafkaBinding.read(record.headers(), record.value()))
                    .thenRun(() -> progress.done(partition, record.offset()));
        } catch (UnreadableEventException e) { // a record that this broker did not write
            LOG.errorf(
                    "Record of the log skipped because it can't be delivered: trigger=%s partition=%s offset=%d"
                            + " cause=%s",
                    trigger, partition, record.offset(), e.toString());
            progress.done(partition, record.offset());
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Stops reading and commits the position; events in progress are delivered again after a restart. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            progress.notCommitted();
            commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warnf("Progress not stored; events may be delivered again: trigger=%s cause=%s", trigger, e.toString());
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        }
    }
}
