package dev.baton.chat.gateway.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.chat.gateway.messages.Post;
import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Codes;
import dev.baton.chat.gateway.problems.Problem;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A checked frame that a client sent over its WebSocket. */
sealed interface ClientFrame {

    /**
     * A request for the messages of a room.
     *
     * @param after the last seq that the client has; empty if it wants only the messages from now on
     */
    record Join(String room, OptionalLong after) implements ClientFrame {}

    /** A message that the client posts. */
    record Posted(Post post) implements ClientFrame {}

    /** A frame that is rejected as invalid; {@code messageId} is null if the frame has no messageId that is a UUID. */
    record Refused(Problem problem, @Nullable String messageId) implements ClientFrame {}

    static ClientFrame read(String text, ObjectMapper json) {
        JsonNode frame;
        try {
            frame = json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            return new Refused(Problem.malformed("the frame is not JSON"), null);
        }
        try {
            return checked(frame);
        } catch (Problem problem) {
            String messageId = frame.path("messageId").asText();
            return new Refused(problem, Post.isMessageId(messageId) ? messageId : null);
        }
    }

    private static ClientFrame checked(JsonNode frame) {
        if (!frame.isObject()) {
            throw Problem.malformed("the frame is not a JSON object");
        }
        String type = string(frame, "type");
        if ("join".equals(type)) {
            return new Join(Names.room(string(frame, "room")), after(frame.path("after")));
        }
        if ("post".equals(type)) {
            return new Posted(new Post(
                    string(frame, "room"),
                    string(frame, "messageId"),
                    string(frame, "text"),
                    string(frame, "replyTo")));
        }
        throw Problem.ofStatus(
                422, Codes.UNKNOWN_TYPE, "the frame's 'type' must be join or post, but was " + frame.path("type"));
    }

    private static String string(JsonNode frame, String field) {
        JsonNode value = frame.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw Problem.invalid("'" + field + "' must be a string");
        }
        return value.textValue();
    }

    private static OptionalLong after(JsonNode after) {
        if (after.isMissingNode() || after.isNull()) {
            return OptionalLong.empty();
        }
        if (!after.isIntegralNumber() || !after.canConvertToLong() || after.longValue() < 0) {
            throw Problem.invalid("'after' must be the seq of the last message you have, or 0, but was " + after);
        }
        return OptionalLong.of(after.longValue());
    }
}
