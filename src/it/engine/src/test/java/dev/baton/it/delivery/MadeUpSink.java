package dev.baton.it.delivery;

import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.relay.EventSink;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Accepts all events instead of a broker, and remembers their ids. */
@Alternative
@Priority(1)
@Singleton
public class MadeUpSink implements EventSink {

    final List<String> ids = new CopyOnWriteArrayList<>();

    /** The action before a batch is accepted. */
    volatile Consumer<List<OutboxRow>> whenSent = events -> {};

    @Override
    public boolean chosen() {
        return true;
    }

    @Override
    public List<CompletionStage<Void>> send(List<OutboxRow> events) {
        whenSent.accept(events);
        events.forEach(event -> ids.add(event.attributes().get("id")));
        return events.stream()
                .map(event -> (CompletionStage<Void>) CompletableFuture.<Void>completedFuture(null))
                .toList();
    }
}
