package dev.baton.bench.plain;

import java.time.Instant;

/** The data of {@code chat.message.posted.v1}. */
record Posted(String messageId, String room, String sender, String text, Instant sentAt) {

    Logged logged(long seq) {
        return new Logged(messageId, room, seq, sender, text, sentAt);
    }
}
