package dev.baton.runtime.telemetry;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this process knows about waiting and delivered events, for those who show it to people. Whoever measures a
 * figure sets it here. Nothing is read from the database or a broker when a figure is asked for. Thread-safe.
 */
@Singleton
public class Figures {

    /**
     * The due events of the outbox, of all namespaces in the database.
     *
     * @param events how many there are, at most 10,000
     * @param oldestSeconds how long the oldest of them has waited, as far as this process has seen it
     */
    public record Outbox(long events, double oldestSeconds) {
        public static final Outbox EMPTY = new Outbox(0, 0);
    }

    /**
     * The events that wait for one function, and those that it has given up on. Numbers are at most 10,000.
     *
     * @param keys how many keys have events in the retry table; events without a key count as one each
     * @param held how many of these wait for an operator
     * @param tooLong how many of these wait longer than {@code baton.retry.parked-too-long}
     * @param oldestSeconds how long the first event of such a key has waited
     * @param examples some of the keys that wait too long, the oldest first
     * @param due how many events of the retry table are due
     * @param overdue how many of these have been due for more than a minute
     * @param deadLetters how many dead letters are open
     */
    public record Backlog(
            long keys,
            long held,
            long tooLong,
            double oldestSeconds,
            List<String> examples,
            long due,
            long overdue,
            long deadLetters) {}

    /** A function of a namespace. */
    public record Name(String namespace, String function) {}

    /**
     * How far a function is behind in a partition.
     *
     * @param events how many events of the partition it has not settled yet
     */
    public record Lag(String function, String topic, int partition, long events) {}

    private final Map<String, Map<String, LongAdder>> deliveries = new ConcurrentHashMap<>();
    private final LongAdder published = new LongAdder();
    private volatile Optional<Outbox> outbox = Optional.empty();
    private volatile Map<Name, Backlog> backlogs = Map.of();
    private volatile List<Lag> lags = List.of();

    /** Returns the due events of the outbox at the last look; empty before the first one. */
    public Optional<Outbox> outbox() {
        return outbox;
    }

    /**
     * Returns what waits, as of the last look: for each function of this process, or, in a process without functions,
     * for each function for which something waits.
     */
    public Map<Name, Backlog> backlogs() {
        return backlogs;
    }

    /** Returns how far the functions of this process are behind in their partitions of Kafka topics. */
    public List<Lag> lags() {
        return lags;
    }

    /** Returns how many deliveries of a function have ended in this process, by outcome. */
    public Map<String, Long> deliveries(String function) {
        Map<String, Long> counts = new TreeMap<>();
        deliveries.getOrDefault(function, Map.of()).forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return counts;
    }

    /** Returns how many events this process has published. */
    public long published() {
        return published.sum();
    }

    public void outbox(Outbox found) {
        outbox = Optional.of(found);
    }

    public void backlogs(Map<Name, Backlog> found) {
        backlogs = Map.copyOf(found);
    }

    public void lags(List<Lag> found) {
        lags = List.copyOf(found);
    }

    void delivered(String function, String outcome, int events) {
        deliveries
                .computeIfAbsent(function, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, any -> new LongAdder())
                .add(events);
    }

    void published(int events) {
        published.add(events);
    }
}
