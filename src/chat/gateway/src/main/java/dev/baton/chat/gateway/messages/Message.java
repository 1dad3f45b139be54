package dev.baton.chat.gateway.messages;

import java.time.Instant;

/**
 * A message of the history.
 *
 * @param seq its place in the room, from 1 without gaps
 * @param text empty when the message is redacted: what was redacted never leaves the gateway
 */
public record Message(
        String messageId, String room, long seq, String sender, String text, Instant sentAt, boolean redacted) {}
