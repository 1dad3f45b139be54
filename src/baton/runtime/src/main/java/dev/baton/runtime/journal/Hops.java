package dev.baton.runtime.journal;

import dev.baton.runtime.journal.Hop.Letter;
import dev.baton.runtime.journal.Hop.Times;
import dev.baton.runtime.journal.PackedEvent.Stored;
import dev.baton.runtime.journal.RowEntries.Numbered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hops of one chain, collected from rows in the order of their times. An effect is thus added after its cause. */
final class Hops {

    /** The number of hops of the largest timeline. */
    private static final int MOST = 1_000;

    private final String correlationId;

    /** The events of the chain by source and id. */
    private final Map<List<String>, Known> events = new LinkedHashMap<>();

    /** What is known of an event: when it was stored, and its deliveries by function. */
    private static final class Known {

        private final JournalEntry first;
        private @Nullable Instant stored;
        private @Nullable Instant dueAt;
        private final Map<String, Deliveries> byFunction = new LinkedHashMap<>();

        Known(JournalEntry first) {
            this.first = first;
        }
    }

    /** The deliveries of an event to one function. */
    private static final class Deliveries {

        private final List<Attempt> attempts = new ArrayList<>();
        private @Nullable Numbered source;
        private @Nullable Instant received;

        /** The data of the event is at the first entry that has it, or says where it is. */
        void add(JournalRow row, Numbered delivered) {
            attempts.add(delivered.entry().attempt());
            received = row.received();
            if (source == null
                    || source.event().record() == null && source.event().data() == null) {
                source = delivered;
            }
        }
    }

    Hops(String correlationId) {
        this.correlationId = correlationId;
    }

    void add(JournalRow row) {
        for (Numbered numbered : RowEntries.of(row)) {
            JournalEntry entry = numbered.entry();
            if (entry.event().correlationId().equals(correlationId)) {
                Known known = events.computeIfAbsent(
                        List.of(entry.event().source(), entry.event().id()), any -> new Known(entry));
                if (entry.attempt().state() == JournalState.STORED) {
                    stored(row, known, numbered);
                } else {
                    known.byFunction
                            .computeIfAbsent(Objects.requireNonNullElse(entry.function(), ""), any -> new Deliveries())
                            .add(row, numbered);
                }
            }
        }
    }

    private static void stored(JournalRow row, Known known, Numbered numbered) {
        if (known.stored == null) {
            known.stored = row.at();
            for (Stored stored : numbered.event().stored()) {
                if (stored.event().equals(numbered.entry().event())) {
                    known.dueAt = stored.dueAt();
                }
            }
        }
    }

    /** Returns function, source and id of each event that a function has given up on. */
    List<List<String>> givenUp() {
        List<List<String>> keys = new ArrayList<>();
        events.values()
                .forEach(known -> known.byFunction.forEach((function, deliveries) -> {
                    if (deliveries.attempts.stream().anyMatch(attempt -> attempt.state() == JournalState.DEAD_LETTER)) {
                        keys.add(letterKey(known, function));
                    }
                }));
        return keys;
    }

    private static List<String> letterKey(Known known, String function) {
        return List.of(
                function, known.first.event().source(), known.first.event().id());
    }

    Timeline timeline(Map<List<String>, Letter> letters, boolean cut) {
        List<Hop> hops = new ArrayList<>();
        for (Known known : events.values()) {
            if (known.byFunction.isEmpty()) {
                hops.add(undelivered(known));
            }
            known.byFunction.forEach((function, deliveries) ->
                    hops.add(hop(known, function, deliveries, letters.get(letterKey(known, function)))));
        }
        return hops.size() <= MOST
                ? new Timeline(correlationId, hops, cut)
                : new Timeline(correlationId, List.copyOf(hops.subList(0, MOST)), true);
    }

    private static Hop undelivered(Known known) {
        Times times = new Times(known.stored, known.dueAt, null, null, null);
        return new Hop(
                known.first.place(), known.first.event(), null, JournalState.STORED, times, List.of(), null, null);
    }

    private static Hop hop(Known known, String function, Deliveries deliveries, @Nullable Letter letter) {
        Numbered source = Objects.requireNonNull(deliveries.source);
        Attempt last = deliveries.attempts.get(deliveries.attempts.size() - 1);
        Times times = new Times(known.stored, known.dueAt, source.event().published(), deliveries.received, last.at());
        return new Hop(
                source.entry().place(),
                source.entry().event(),
                function,
                last.state(),
                times,
                deliveries.attempts,
                source.event().record(),
                letter);
    }
}
