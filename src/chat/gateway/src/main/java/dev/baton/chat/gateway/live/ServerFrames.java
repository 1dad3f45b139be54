package dev.baton.chat.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.RoomActivity;
import dev.baton.chat.gateway.messages.Message;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** The writer of the frames that the gateway sends to its sockets. */
@RegisterForReflection
@ApplicationScoped
class ServerFrames {

    private final ObjectMapper json;

    @Inject
    ServerFrames(ObjectMapper json) {
        this.json = json;
    }

    private record OfMessage(String type, @JsonUnwrapped Message message) {}

    private record OfRedaction(String type, String room, long seq, String messageId) {}

    private record OfActivity(String type, @JsonUnwrapped RoomActivity activity) {}

    private record OfNotification(
            String type, @JsonUnwrapped NotificationRequested notification) {}

    private record OfAcceptance(String type, String messageId) {}

    private record OfError(
            String type,
            String code,
            String detail,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String messageId) {}

    Frame message(Message message) {
        return frame(new OfMessage("message", message));
    }

    Frame redacted(String room, long seq, String messageId) {
        return frame(new OfRedaction("redacted", room, seq, messageId));
    }

    Frame activity(RoomActivity activity) {
        return frame(new OfActivity("activity", activity));
    }

    Frame notification(NotificationRequested notification) {
        return frame(new OfNotification("notification", notification));
    }

    Frame accepted(String messageId) {
        return frame(new OfAcceptance("accepted", messageId));
    }

    /** @param messageId the message that the error is about, or null */
    Frame error(String code, String detail, @Nullable String messageId) {
        return frame(new OfError("error", code, detail, messageId));
    }

    private Frame frame(Record content) {
        try {
            return Frame.of(json.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame of plain values can always be written", e);
        }
    }
}
