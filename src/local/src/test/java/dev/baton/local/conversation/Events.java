package dev.baton.local.conversation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Creates events as a producer outside the platform would. */
public final class Events {

    private Events() {}

    /** Returns a posted message as a CloudEvent in structured mode. */
    public static ObjectNode posted(String room, String sender, String messageId, String text) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode event = ChatUser.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("type", "chat.message.posted.v1")
                .put("source", "/tests/producer")
                .put("id", messageId)
                .put("subject", room)
                .put("partitionkey", room)
                .put("time", now)
                .put("datacontenttype", "application/json");
        event.putObject("data")
                .put("messageId", messageId)
                .put("room", room)
                .put("sender", sender)
                .put("text", text)
                .put("sentAt", now);
        return event;
    }
}
