package dev.baton.local.chaos;

import dev.baton.local.processes.PublishedEvents;
import dev.baton.local.processes.PublishedEvents.Published;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The records of the topics that are not poison, those of a key in the order in which they were sent. */
final class Records {
    private final PublishedEvents events;
    private boolean partitionsAdded;

    Records(PublishedEvents events) {
        this.events = events;
    }

    /** Expects that a key may have records in two partitions, whose order only their times tell. */
    void afterPartitionsWereAdded() {
        partitionsAdded = true;
    }

    boolean mayHaveTwoPartitionsOfAKey() {
        return partitionsAdded;
    }

    /** Returns the records of a topic, with all repetitions. */
    List<Published> of(String topic) {
        Stream<Published> valid = events.records(topic).stream()
                .filter(record -> record.attributes().containsKey("id")
                        && !record.attribute("source").equals(Poison.SOURCE));
        return partitionsAdded
                ? valid.sorted(Comparator.comparing(Published::timestamp)).toList()
                : valid.toList();
    }

    /** Returns the first record of each event. */
    List<Published> once(String topic) {
        Map<String, Published> first = new LinkedHashMap<>();
        of(topic).forEach(record -> first.putIfAbsent(record.identity(), record));
        return List.copyOf(first.values());
    }

    List<Published> ofDeadLetters(String topic) {
        return events.records(topic + ".dead-letter");
    }
}
