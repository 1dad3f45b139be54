package dev.baton.outbox;

import dev.baton.BatonException;
import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.config.BatonConfig;
import dev.baton.routing.Catalog;
import dev.baton.sql.SessionSql;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores events in the outbox: with the caller's transaction where there is one, else through the group commit. */
@Singleton
class OutboxPublisher implements EventPublisher {

    private final OutboxRows rows;
    private final Catalog catalog;
    private final GroupCommit groupCommit;
    private final Outbox outbox;
    private final OutboxSignal signal;
    private final Mutiny.SessionFactory sessions;
    private final int maxEventSize;

    OutboxPublisher(
            OutboxRows rows,
            Catalog catalog,
            GroupCommit groupCommit,
            Outbox outbox,
            OutboxSignal signal,
            Mutiny.SessionFactory sessions,
            BatonConfig config) {
        this.rows = rows;
        this.catalog = catalog;
        this.groupCommit = groupCommit;
        this.outbox = outbox;
        this.signal = signal;
        this.sessions = sessions;
        this.maxEventSize = config.delivery().maxEventSize();
    }

    @Override
    public Uni<Void> publish(NewEvent<?> event) {
        return store(List.of(rows.of(event)));
    }

    @Override
    public Uni<Void> publish(List<CloudEvent> events) {
        try {
            events.forEach(catalog::read);
            return store(events.stream().map(rows::of).toList());
        } catch (BatonException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private Uni<Void> store(List<OutboxRow> events) {
        for (OutboxRow event : events) {
            if (event.size() > maxEventSize) {
                return Uni.createFrom().failure(OutboxRows.tooLarge(event, maxEventSize));
            }
        }
        Mutiny.Session session = sessions.getCurrentSession();
        if (session != null && session.isOpen() && session.currentTransaction() != null) {
            return outbox.store(SessionSql.of(session), events).invoke(signal::wake);
        }
        return groupCommit.store(events);
    }
}
