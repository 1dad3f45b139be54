package dev.baton.chat.redactmessage;

import dev.baton.PermanentFailureException;
import dev.baton.chat.events.MessageFlagged;
import dev.baton.chat.events.MessageRedacted;
import io.quarkus.funqy.Funq;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A function that marks a flagged message as redacted, with the reasons for which it was flagged. A message that is
 * already redacted stays as it is, and nothing is emitted. A message is in the history before it can be flagged, so
 * redacting a message that is not there fails permanently.
 */
public class RedactMessage {

    private final Clock clock;

    @Inject
    RedactMessage(Clock clock) {
        this.clock = clock;
    }

    /** Returns the redaction, or nothing if the message is already redacted. */
    @Funq
    public Uni<MessageRedacted> redact(MessageFlagged flagged) {
        Message.Place place = new Message.Place(flagged.room(), flagged.seq());
        return Panache.getSession()
                .chain(session -> session.find(Message.class, place, LockModeType.PESSIMISTIC_WRITE))
                .map(message -> redact(message, flagged));
    }

    private @Nullable MessageRedacted redact(@Nullable Message message, MessageFlagged flagged) {
        if (message == null || !message.messageId.equals(flagged.messageId())) {
            throw notThere(message, flagged);
        }
        return message.redact(clock.instant(), flagged.reasons())
                ? new MessageRedacted(flagged.messageId(), flagged.room(), flagged.seq(), flagged.reasons())
                : null;
    }

    private static PermanentFailureException notThere(@Nullable Message message, MessageFlagged flagged) {
        return new PermanentFailureException("can't redact message " + flagged.messageId() + ": room " + flagged.room()
                + " has " + (message == null ? "no message" : "message " + message.messageId) + " with seq "
                + flagged.seq() + "; check who emitted the event");
    }
}
