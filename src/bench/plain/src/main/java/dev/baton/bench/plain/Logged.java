package dev.baton.bench.plain;

import java.time.Instant;

/** The data of {@code chat.message.logged.v1}. */
record Logged(String messageId, String room, long seq, String sender, String text, Instant sentAt) {}
