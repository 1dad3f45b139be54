package dev.baton.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, described by its differences from a plain one, and the answer that it must get.
 *
 * @param mode {@code binary} (also when null), {@code structured} or {@code batch}
 * @param headers the headers that replace those of the plain request; null removes a header; {@code \xNN} is a byte,
 *     and {@code ${id}} is the event's id
 * @param lines header lines that are added as they are
 * @param members the changes of the event's members, in structured and batch mode
 * @param data the changes of the data's members
 * @param body the body that replaces the data, in binary mode; {@code ${uuid}} is a random UUID
 * @param after the text that follows the body
 * @param twin headers of a second request that is the same event, and gets the same reply
 * @param answer the status
 * @param mayClose whether the server may close the connection without an answer
 */
public record HttpCase(
        String name,
        @Nullable String mode,
        @Nullable Map<String, String> headers,
        @Nullable List<String> lines,
        @Nullable JsonNode members,
        @Nullable JsonNode data,
        @Nullable String body,
        @Nullable String after,
        @Nullable Map<String, String> twin,
        int answer,
        boolean mayClose) {

    boolean isBinary() {
        return mode == null || mode.equals("binary");
    }

    @Override
    public String toString() {
        return name;
    }
}
