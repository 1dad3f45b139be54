package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Stores the follow-ups of all handled events in the outbox, with one statement. */
@Singleton
class StoreFollowUps implements Step {

    private final Outbox outbox;

    StoreFollowUps(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        List<OutboxRow> followUps = new ArrayList<>(batch.deliveries().size());
        for (Delivery delivery : batch.deliveries()) {
            if (delivery.outcome() instanceof Handled handled) {
                followUps.addAll(handled.followUps());
            }
        }
        transaction.send(outbox.store(transaction.sql(), followUps));
        return Uni.createFrom().voidItem();
    }
}
