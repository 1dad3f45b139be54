package dev.baton.runtime.delivery;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replies: a follow-up that goes to whoever sent the event, in place of being published. It is kept in the inbox, so that the same
 * event gets the same reply again, and is published after all when the event comes again from where nobody waits for a reply.
 */
@Singleton
class Replies {

    private final Inbox inbox;
    private final Outbox outbox;

    Replies(Inbox inbox, Outbox outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
    }

    /** The outcomes with their replies, if these were asked for. */
    Uni<List<Outcome>> settle(
            Sql sql, BatonFunction function, List<RoutedEvent> events, List<Outcome> outcomes, boolean asked) {
        return asked
                ? reply(sql, function, events.get(0).id(), outcomes.get(0)).map(List::of)
                : publishUnpublished(sql, function, events, outcomes).replaceWith(outcomes);
    }

    private Uni<Outcome> reply(Sql sql, BatonFunction function, EventId event, Outcome outcome) {
        if (outcome instanceof Handled handled && fitsReply(handled.followUps())) {
            OutboxRow reply = handled.followUps().get(0);
            return inbox.keepReply(sql, function.name(), event, reply)
                    .replaceWith(new Handled(List.of(), Optional.of(reply)));
        }
        if (outcome instanceof Duplicate) {
            return inbox.reply(sql, function.name(), event).map(Duplicate::new);
        }
        return Uni.createFrom().item(outcome);
    }

    /** One, and now: a delayed event waits in the outbox. */
    private static boolean fitsReply(List<OutboxRow> followUps) {
        return followUps.size() == 1 && followUps.get(0).notBefore() == null;
    }

    private Uni<Void> publishUnpublished(
            Sql sql, BatonFunction function, List<RoutedEvent> events, List<Outcome> outcomes) {
        Set<EventId> again = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Duplicate)
                .mapToObj(i -> events.get(i).id())
                .collect(Collectors.toSet());
        return inbox.takeUnpublishedReplies(sql, function.name(), again).chain(replies -> outbox.store(sql, replies));
    }
}
