package dev.baton.runtime.outbox;

import dev.baton.BatonException;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.DatabaseProbe;
import dev.baton.runtime.telemetry.TraceContexts;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stores concurrent requests with one statement and one commit, in the order of the calls. One statement runs at a
 * time, in the trace of its first request. Requests that arrive in the meantime wait for the next statement. If a
 * statement fails although the database answers, each of its requests is stored by itself, so that one that can't be
 * stored fails no other.
 */
@Singleton
class GroupCommit {

    private static final int MAX_EVENTS = 1000;
    private static final int MAX_WAITING = 20_000;

    private record Request(
            List<OutboxRow> events,
            CompletableFuture<Void> stored,
            @Nullable Context trace) {}

    private final Database database;
    private final DatabaseProbe probe;
    private final Outbox outbox;
    private final OutboxSignal signal;
    private final TraceContexts traces;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private final AtomicInteger due = new AtomicInteger();
    private boolean storing;

    GroupCommit(Database database, DatabaseProbe probe, Outbox outbox, OutboxSignal signal, TraceContexts traces) {
        this.database = database;
        this.probe = probe;
        this.outbox = outbox;
        this.signal = signal;
        this.traces = traces;
    }

    /**
     * Stores the events. The request takes its place in the order when this method is called. The Uni completes after
     * the commit, on the caller's Vert.x context if there is one.
     */
    Uni<Void> store(List<OutboxRow> events) {
        Request request = new Request(events, new CompletableFuture<>(), traces.current());
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return Uni.createFrom()
                        .failure(new BatonException("the outbox accepts no more events at the moment: " + MAX_WAITING
                                + " requests are already waiting for the database; try again later"));
            }
            waiting.add(request);
        }
        storeNext();
        return CallersContext.current().resume(Uni.createFrom().completionStage(request.stored()));
    }

    /** Stores the waiting requests. A group that ends at once does not nest calls, however many follow. */
    private void storeNext() {
        if (due.getAndIncrement() == 0) {
            do {
                storeWaiting();
            } while (due.decrementAndGet() > 0);
        }
    }

    private void storeWaiting() {
        List<Request> group = takeGroup();
        if (group.isEmpty()) {
            return;
        }
        try {
            traces.in(group.get(0).trace(), storeGroup(group))
                    .subscribe()
                    .with(stored -> next(), failure -> next(group, failure));
        } catch (Throwable e) { // an Error of the calling thread, such as its stack overflow, ends no other request
            next(group, e);
        }
    }

    /** Stores the requests of a group. The Uni does not fail when the requests do. */
    private Uni<Void> storeGroup(List<Request> group) {
        List<OutboxRow> events =
                group.stream().flatMap(request -> request.events().stream()).toList();
        return Uni.createFrom()
                .deferred(() -> outbox.storeNew(database, events)) // a value that can't be encoded throws here
                .invoke(() -> stored(group))
                .onFailure()
                .recoverWithUni(failure -> group.size() > 1 ? part(group, failure) : failed(group, failure));
    }

    /** Stores each request by itself if the database answers. */
    private Uni<Void> part(List<Request> group, Throwable failure) {
        return probe.answers().chain(there -> there ? storeApart(group) : failed(group, failure));
    }

    private Uni<Void> storeApart(List<Request> group) {
        return Multi.createFrom()
                .iterable(group)
                .onItem()
                .transformToUniAndConcatenate(request -> storeGroup(List.of(request)))
                .collect()
                .last();
    }

    private static Uni<Void> failed(List<Request> group, Throwable failure) {
        OutOfMemory.check(failure);
        group.forEach(request -> request.stored().completeExceptionally(failure));
        return Uni.createFrom().voidItem();
    }

    private void stored(List<Request> group) {
        signal.wake();
        group.forEach(request -> request.stored().complete(null));
    }

    private synchronized List<Request> takeGroup() {
        List<Request> group = new ArrayList<>();
        if (storing) {
            return group;
        }
        int events = 0;
        while (!waiting.isEmpty()
                && (group.isEmpty() || events + waiting.peek().events().size() <= MAX_EVENTS)) {
            Request request = waiting.poll();
            events += request.events().size();
            group.add(request);
        }
        storing = !group.isEmpty();
        return group;
    }

    private void next(List<Request> group, Throwable failure) {
        OutOfMemory.check(failure);
        group.forEach(request -> request.stored().completeExceptionally(failure));
        next();
    }

    /** Continues with the next group, whatever the outcome of this one, because nothing else would. */
    private void next() {
        synchronized (this) {
            storing = false;
        }
        storeNext();
    }
}
