package dev.baton.chat.gateway.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.chat.events.MessageLogged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A message of the history.
 *
 * @param seq its place in the room, from 1 without gaps
 * @param text empty when the message is redacted: what was redacted never leaves the gateway
 * @param replyTo the id of the message that this one answers; null, and not in the JSON: it answers none
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
        @JsonInclude(JsonInclude.Include.NON_NULL) String replyTo) {

    /** A message that was logged just now. */
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
