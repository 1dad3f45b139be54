package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;

/** A message as the platform returns it in the history and over a WebSocket. */
record ChatMessage(long seq, String messageId, String sender, String text, boolean redacted) {

    static ChatMessage of(JsonNode json) {
        return new ChatMessage(
                json.path("seq").asLong(),
                json.path("messageId").asText(),
                json.path("sender").asText(),
                json.path("text").asText(),
                json.path("redacted").asBoolean());
    }
}
