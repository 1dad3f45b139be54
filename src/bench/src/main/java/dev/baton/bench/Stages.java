package dev.baton.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where messages spent their time, according to the records on the topics: an event's {@code time} is when it was made,
 * and its record's timestamp is when the relay sent it. The medians of the last messages, precise to the millisecond.
 */
final class Stages {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Services services;
    private final Map<TopicPartition, Long> posted;
    private final Map<TopicPartition, Long> logged;

    /** Create it before the messages are sent. */
    Stages(Services services) throws Exception {
        this.services = services;
        this.posted = services.ends(Services.POSTED);
        this.logged = services.ends(Services.LOGGED);
    }

    /** Returns a sentence with a median for each stage, over the last messages. */
    String medians(int messages) throws Exception {
        Map<String, ConsumerRecord<String, byte[]>> causes = new HashMap<>();
        records(posted, services.ends(Services.POSTED)).forEach(record -> causes.put(header(record, "ce_id"), record));
        List<ConsumerRecord<String, byte[]>> all = records(logged, services.ends(Services.LOGGED)).stream()
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .toList();
        List<ConsumerRecord<String, byte[]>> last = all.subList(Math.max(0, all.size() - messages), all.size());
        long[][] millis = new long[3][last.size()];
        for (int i = 0; i < last.size(); i++) {
            ConsumerRecord<String, byte[]> effect = last.get(i);
            ConsumerRecord<String, byte[]> cause = causes.get(header(effect, "ce_causationid"));
            millis[0][i] = cause.timestamp() - made(cause);
            millis[1][i] = made(effect) - cause.timestamp();
            millis[2][i] = effect.timestamp() - made(effect);
        }
        return "median in ms: gateway commits and sends %d, log-message gets and handles %d, commits and sends %d"
                .formatted(median(millis[0]), median(millis[1]), median(millis[2]));
    }

    private List<ConsumerRecord<String, byte[]>> records(
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long count = Services.sum(until) - Services.sum(from);
        try (var consumer = services.reader(from)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static long made(ConsumerRecord<String, byte[]> event) {
        return Instant.parse(header(event, "ce_time")).toEpochMilli();
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
