package dev.baton.runtime.delivery;

import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the follow-up to a sender that asked for a reply, instead of publishing it. The inbox keeps the reply, so that
 * the same event gets the same reply again. If the event arrives again without a sender that waits, the reply is
 * published after all.
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
    public Uni<Void> apply(Batch batch, Transaction transaction) {
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

    /** Returns whether there is exactly one follow-up, without a time or delay. Others wait in the outbox instead. */
    private static boolean fitsReply(List<OutboxRow> followUps) {
        return followUps.size() == 1 && followUps.get(0).notBefore() == null;
    }

    private Uni<Void> publishUnpublished(Batch batch, Sql sql) {
        Set<EventId> again = new HashSet<>(Batch.ids(batch.which(delivery -> delivery.outcome() instanceof Duplicate)));
        return inbox.takeUnpublishedReplies(sql, batch.function().name(), again)
                .chain(replies -> outbox.store(sql, replies));
    }
}
