package dev.baton.cases;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The cases of a message that is posted to the chat, which the function and the gateway answer alike. */
public final class MessageCases {

    public static final String TYPE = "chat.message.posted.v1";

    private MessageCases() {}

    public static Stream<HttpCase> all() {
        return Stream.concat(HttpCases.transport(), HttpCases.of("/message-cases.json"));
    }

    /** A message that is valid, and posted for the first time. */
    public static Map<String, ?> message() {
        return Map.of(
                "messageId", UUID.randomUUID().toString(),
                "room", "cases",
                "sender", "ada",
                "text", "hello",
                "sentAt", "2026-11-29T09:00:00Z");
    }
}
