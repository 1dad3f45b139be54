package dev.baton.runtime.outbox;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.catalog.Reading;
import dev.baton.runtime.sql.UnitOfWork;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** Stores events in the outbox: in the caller's transaction if there is one, else through the group commit. */
@Singleton
class OutboxPublisher implements EventPublisher {

    private final OutboxRows rows;
    private final Catalog catalog;
    private final GroupCommit groupCommit;
    private final Outbox outbox;
    private final OutboxSignal signal;
    private final UnitOfWork unitOfWork;

    OutboxPublisher(
            OutboxRows rows,
            Catalog catalog,
            GroupCommit groupCommit,
            Outbox outbox,
            OutboxSignal signal,
            UnitOfWork unitOfWork) {
        this.rows = rows;
        this.catalog = catalog;
        this.groupCommit = groupCommit;
        this.outbox = outbox;
        this.signal = signal;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Uni<Void> publish(NewEvent<?> event) {
        return publish(() -> List.of(rows.of(event)));
    }

    @Override
    public Uni<Void> publish(List<CloudEvent> events) {
        return publish(() -> {
            List<Reading> readings = events.stream()
                    .map(EventAttributes::checked)
                    .map(catalog::reading)
                    .toList();
            readings.forEach(Reading::data);
            return readings.stream().map(rows::of).toList();
        });
    }

    private Uni<Void> publish(Supplier<List<OutboxRow>> events) {
        return PublishWatch.watched(Uni.createFrom().deferred(() -> store(events.get())));
    }

    private Uni<Void> store(List<OutboxRow> events) {
        events.forEach(rows::check);
        return unitOfWork
                .ofCaller()
                .map(sql -> outbox.storeNew(sql, events).invoke(signal::stored))
                .orElseGet(() -> groupCommit.store(events));
    }
}
