package dev.baton.runtime.outbox;

import dev.baton.BatonException;
import dev.baton.runtime.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Stores concurrent requests with one statement and one commit, in the order of the calls. One statement runs at a
 * time. Requests that arrive in the meantime wait for the next statement.
 */
@Singleton
class GroupCommit {

    private static final int MAX_EVENTS = 1000;
    private static final int MAX_WAITING = 20_000;

    private record Request(List<OutboxRow> events, CompletableFuture<Void> stored) {}

    private final Database database;
    private final Outbox outbox;
    private final OutboxSignal signal;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private boolean storing;

    GroupCommit(Database database, Outbox outbox, OutboxSignal signal) {
        this.database = database;
        this.outbox = outbox;
        this.signal = signal;
    }

    /**
     * Stores the events. The request takes its place in the order when this method is called. The Uni completes after
     * the commit, on the caller's Vert.x context if there is one.
     */
    Uni<Void> store(List<OutboxRow> events) {
        Request request = new Request(events, new CompletableFuture<>());
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

    private void storeNext() {
        List<Request> group = takeGroup();
        if (group.isEmpty()) {
            return;
        }
        List<OutboxRow> events =
                group.stream().flatMap(request -> request.events().stream()).toList();
        outbox.store(database, events)
                .onItemOrFailure()
                .invoke((ignored, failure) -> done(group, failure))
                .subscribe()
                .with(ignored -> {}, failure -> {});
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

    private void done(List<Request> group, Throwable failure) {
        synchronized (this) {
            storing = false;
        }
        if (failure == null) {
            signal.wake();
            group.forEach(request -> request.stored().complete(null));
        } else {
            group.forEach(request -> request.stored().completeExceptionally(failure));
        }
        storeNext();
    }
}
