package dev.baton.chat.gateway.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.chat.events.MessageLogged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of the history.
 *
 * @param seq its place in the room, from 1 without gaps
 * @param text empty if the message is redacted: redacted text never leaves the gateway
 * @param replyTo the id of the message that this one answers; null, and absent from the JSON, if it answers none
 */
@RegisterForReflection
public record Message(
        String messageId,
        String room,
        long seq,
        String sender,
        String text,
        Instant sentAt,
        boolean redacted,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replyTo) {

    /** Returns a message that was just logged. */
    public static Message of(MessageLogged logged) {
        return new Message(
                logged.messageId(),
                logged.room(),
                logged.seq(),
                logged.sender(),
                logged.text(),
                logged.sentAt(),
                false,
                logged.replyTo());
    }
}
