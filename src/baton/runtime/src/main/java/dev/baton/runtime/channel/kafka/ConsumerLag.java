package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.telemetry.Figures;
import dev.baton.runtime.telemetry.Figures.Lag;
import dev.baton.runtime.telemetry.GaugeRows;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Measures how far functions are behind in the partitions of this process: the end of the partition, which the broker
 * is asked for, minus the offset up to which the function has settled its events. Kafka's client knows neither for a
 * paused partition, nor while it is replaced. The offsets of a consumer that has no place in its group stay as they
 * were.
 */
@Singleton
class ConsumerLag {

    private static final Logger LOG = Logger.getLogger(ConsumerLag.class);
    private static final int ANSWERED_WITHIN = 5_000;

    private final FunctionChannels channels;
    private final BrokerAdmin brokers;
    private final Figures figures;
    private final String namespace;
    private final GaugeRows rows;
    private final Duration interval;
    private final RoundLoop loop;
    private final Map<String, Map<TopicPartition, Long>> settled = new HashMap<>();
    private final Map<String, List<Lag>> found = new HashMap<>();

    ConsumerLag(FunctionChannels channels, BrokerAdmin brokers, Figures figures, Meters meters, BatonConfig config) {
        this.channels = channels;
        this.brokers = brokers;
        this.figures = figures;
        this.namespace = meters.namespace();
        this.rows = meters.rows(Metric.CONSUMER_LAG);
        this.interval = config.retry().watchInterval();
        this.loop = new RoundLoop("baton-lag", () -> {}, this::round);
    }

    void start() {
        loop.startAfter(Duration.ofSeconds(1), interval);
    }

    void stop() throws InterruptedException {
        loop.stop();
    }

    private Duration round() {
        for (BatonFunction function : channels.functions()) {
            measure(function);
        }
        List<Lag> lags = found.values().stream().flatMap(List::stream).toList();
        figures.lags(lags);
        rows.set(lags.stream().collect(Collectors.toMap(this::tags, lag -> (double) lag.events())));
        return interval;
    }

    private List<String> tags(Lag lag) {
        return List.of(namespace, lag.function(), lag.topic(), Integer.toString(lag.partition()));
    }

    /** Leaves what is known as it is if the broker does not answer, or a topic is missing. */
    private void measure(BatonFunction function) {
        try {
            Map<TopicPartition, Long> offsets = settled(function);
            List<Lag> lags = new ArrayList<>();
            ends(function, offsets)
                    .forEach((partition, end) -> lags.add(new Lag(
                            function.name(),
                            partition.topic(),
                            partition.partition(),
                            Math.max(0, end.offset() - offsets.getOrDefault(partition, 0L)))));
            found.put(function.name(), lags);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debugf("Lag not measured: function=%s cause=%s", function.name(), e);
        }
    }

    private Map<TopicPartition, Long> settled(BatonFunction function) {
        ChannelLanes lanes = channels.latest(function).orElseThrow().lanes();
        if (lanes.assigned()) {
            settled.put(function.name(), lanes.settled());
        }
        return settled.getOrDefault(function.name(), Map.of());
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(BatonFunction function, Map<TopicPartition, Long> offsets)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (offsets.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        offsets.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        ListOffsetsOptions options = new ListOffsetsOptions(isolation(function)).timeoutMs(ANSWERED_WITHIN);
        return brokers.ask(brokers.of(function.name()), admin -> admin.listOffsets(asked, options)
                        .all())
                .toCompletableFuture()
                .get(2 * ANSWERED_WITHIN, TimeUnit.MILLISECONDS);
    }

    /** Returns how the function's consumer reads transactions, because it never comes to the end of an open one. */
    private IsolationLevel isolation(BatonFunction function) {
        Object level = channels.latest(function)
                .orElseThrow()
                .consumer()
                .configuration()
                .get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
        return level == null
                ? IsolationLevel.READ_UNCOMMITTED
                : IsolationLevel.valueOf(level.toString().toUpperCase(Locale.ROOT));
    }
}
