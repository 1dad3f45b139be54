package dev.baton.runtime.delivery;

import dev.baton.cloudevents.Event;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.journal.Delivered;
import dev.baton.runtime.journal.JournalFailure;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records in the journal what became of the events, with one statement for all of them. Duplicates are left out. */
@Singleton
class WriteJournal implements Step {

    private final JournalWriter journal;

    WriteJournal(JournalWriter journal) {
        this.journal = journal;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        if (journal.enabled()) {
            List<Delivered> delivered = new ArrayList<>(batch.deliveries().size());
            for (Delivery delivery : batch.deliveries()) {
                Delivered event = delivered(delivery);
                if (event != null) {
                    delivered.add(event);
                }
            }
            journal.delivered(transaction.sql(), batch.function().name(), batch.age(), delivered)
                    .forEach(transaction::send);
        }
        return Uni.createFrom().voidItem();
    }

    private @Nullable Delivered delivered(Delivery delivery) {
        IncomingEvent event = delivery.event();
        if (delivery.outcome() instanceof Handled handled) {
            List<OutboxRow> followUps = handled.reply().map(List::of).orElse(handled.followUps());
            return delivered(event, JournalState.HANDLED, event.attempt(), null, followUps);
        }
        if (delivery.outcome() instanceof Rejected rejected) {
            return delivered(event, JournalState.DEAD_LETTER, event.attempt(), rejected.cause(), List.of());
        }
        return delivery.waits() ? delivered(event, JournalState.WAITING, 0, null, List.of()) : null;
    }

    /** Records that an event failed, in a transaction of its own. */
    Uni<Void> failed(Sql sql, String function, IncomingEvent event, JournalState state, Throwable cause) {
        return journal.enabled()
                ? journal.delivered(sql, function, delivered(event, state, event.attempt(), cause, List.of()))
                : Uni.createFrom().voidItem();
    }

    private Delivered delivered(
            IncomingEvent event,
            JournalState state,
            int attempt,
            @Nullable Throwable cause,
            List<OutboxRow> followUps) {
        byte[] data = event.publishedAt() == 0 ? StoredEvents.data(event.event()) : null;
        Delivered.Origin origin = new Delivered.Origin(
                event.origin(), Math.max(0, event.publishedAt()), data != null && journal.keeps(data) ? data : null);
        return new Delivered(
                Event.of(event.event()).attributes(),
                event.key(),
                attempt,
                state,
                cause == null ? null : failure(cause),
                origin,
                followUps);
    }

    private static JournalFailure failure(Throwable cause) {
        Failure failure = Failure.of(cause);
        return new JournalFailure(failure.errorClass(), failure.message());
    }
}
