package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the follow-up to a sender that asked for a reply, instead of publishing it. The inbox keeps the reply, so that the
 * same event gets the same reply again; it is published after all when the event comes again without a sender that waits.
 */
@Singleton
class Reply implements Step {

    private final Inbox inbox;
    private final Outbox outbox;

    Reply(Inbox inbox, Outbox outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> apply(Batch batch, BatchTransaction transaction) {
        return batch.terms().replies()
                ? reply(batch, batch.deliveries().get(0), transaction.sql())
                : publishUnpublished(batch, transaction.sql());
    }

    private Uni<Void> reply(Batch batch, Delivery delivery, Sql sql) {
        String function = batch.function().name();
        if (delivery.outcome() instanceof Handled handled && fitsReply(handled.followUps())) {
            OutboxRow reply = handled.followUps().get(0);
            return inbox.keepReply(sql, function, delivery.id(), reply)
                    .invoke(() -> delivery.end(new Handled(List.of(), Optional.of(reply))));
        }
        return delivery.outcome() instanceof Duplicate
                ? inbox.reply(sql, function, delivery.id())
                        .invoke(reply -> delivery.end(new Duplicate(reply)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** One, and now: a delayed event waits in the outbox. */
    private static boolean fitsReply(List<OutboxRow> followUps) {
        return followUps.size() == 1 && followUps.get(0).notBefore() == null;
    }

    private Uni<Void> publishUnpublished(Batch batch, Sql sql) {
        Set<EventId> again = new HashSet<>(Batch.ids(batch.which(delivery -> delivery.outcome() instanceof Duplicate)));
        return inbox.takeUnpublishedReplies(sql, batch.function().name(), again)
                .chain(replies -> outbox.store(sql, replies));
    }
}
