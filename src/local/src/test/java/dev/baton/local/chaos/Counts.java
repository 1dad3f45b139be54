package dev.baton.local.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts how often each thing happened. Thread-safe. */
final class Counts {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void add(String what) {
        counts.computeIfAbsent(what, ignored -> new LongAdder()).increment();
    }

    long of(String what) {
        return counts.getOrDefault(what, new LongAdder()).sum();
    }

    /** Returns one line for each thing that was counted. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(count ->
                        "  %-45s %6d".formatted(count.getKey(), count.getValue().sum()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
