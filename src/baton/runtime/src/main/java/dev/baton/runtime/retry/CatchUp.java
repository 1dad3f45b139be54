package dev.baton.runtime.retry;

import dev.baton.runtime.retry.ParkedRuns.Run;
import dev.baton.runtime.sql.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Delivers parked events that were never tried in micro-batches, with the events behind them and those of other keys. A
 * key thus catches up about as fast as a topic is consumed. If one of the events fails, fewer are tried, and in the end
 * the first one alone, whose attempt then counts.
 */
@Singleton
class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final Database database;
    private final ParkedRuns runs;
    private final Redelivery redelivery;
    private final RunSizes sizes;
    private final TakenAtOnce most = TakenAtOnce.here();

    CatchUp(Database database, ParkedRuns runs, Redelivery redelivery, RunSizes sizes) {
        this.database = database;
        this.runs = runs;
        this.redelivery = redelivery;
        this.sizes = sizes;
    }

    /**
     * Delivers the taken events that can be delivered with others, and returns those that are left to be delivered alone.
     * The Uni does not fail.
     */
    Uni<List<WaitingEvent>> deliver(List<WaitingEvent> taken) {
        Map<String, List<WaitingEvent>> untried = taken.stream()
                .filter(event -> event.failed().key() != null && event.failed().attempts() == 0)
                .collect(Collectors.groupingBy(
                        event -> event.failed().function(), LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(untried.entrySet())
                .onItem()
                .transformToUni(function -> deliver(function.getKey(), function.getValue()))
                .merge(RetryRound.DELIVERED_AT_ONCE)
                .collect()
                .asList()
                .map(settled -> left(taken, settled));
    }

    private static List<WaitingEvent> left(List<WaitingEvent> taken, List<Set<WaitingEvent>> settled) {
        return taken.stream()
                .filter(event -> settled.stream().noneMatch(some -> some.contains(event)))
                .toList();
    }

    /** Returns those of the events that are settled. */
    private Uni<Set<WaitingEvent>> deliver(String function, List<WaitingEvent> heads) {
        RunSize size = sizes.of(function);
        if (size.next() == 1) {
            return Uni.createFrom().item(Set.of());
        }
        List<WaitingEvent> some = heads.subList(0, Math.min(heads.size(), size.next()));
        int behindEach = size.next() / some.size() - 1;
        return runs.behind(database, some, behindEach, most.bytes() / some.size())
                .chain(found -> together(found, size))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("Parked events are delivered one by one: function=%s cause=%s", function, failure);
                    return Set.of();
                });
    }

    private Uni<Set<WaitingEvent>> together(List<Run> found, RunSize size) {
        List<WaitingEvent> events =
                found.stream().flatMap(run -> run.events().stream()).toList();
        if (events.size() == 1) {
            return Uni.createFrom().item(Set.of());
        }
        long begun = System.nanoTime();
        return redelivery.redeliverTogether(events).chain(all -> {
            if (all) {
                size.succeeded(events.size(), System.nanoTime() - begun);
                return settle(found);
            }
            size.failed();
            return found.size() > 1
                    ? apart(found, size)
                    : together(List.of(found.get(0).firstHalf()), size);
        });
    }

    /** Delivers the events of each key by themselves. */
    private Uni<Set<WaitingEvent>> apart(List<Run> found, RunSize size) {
        Set<WaitingEvent> settled = new HashSet<>();
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(run -> together(List.of(run), size))
                .invoke(settled::addAll)
                .collect()
                .last()
                .replaceWith(settled);
    }

    private Uni<Set<WaitingEvent>> settle(List<Run> found) {
        return database.inTransaction(sql -> runs.done(sql, found))
                .replaceWith(() -> found.stream().map(Run::head).collect(Collectors.toSet()));
    }
}
