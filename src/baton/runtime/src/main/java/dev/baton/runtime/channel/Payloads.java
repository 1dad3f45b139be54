package dev.baton.runtime.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Conversion of message payloads to bytes. */
final class Payloads {

    private Payloads() {}

    /**
     * Returns the payload as it was sent, as far as the connector reveals it; an object becomes JSON.
     *
     * @throws IllegalArgumentException when the payload is an object that can't be written as JSON
     */
    static byte[] bytes(Object payload, ObjectMapper json) {
        if (payload == null) {
            return new byte[0];
        } else if (payload instanceof byte[] bytes) {
            return bytes;
        } else if (payload instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        } else if (payload instanceof Buffer buffer) {
            return buffer.getBytes();
        } else if (payload instanceof io.vertx.mutiny.core.buffer.Buffer buffer) {
            return buffer.getBytes();
        } else if (payload instanceof io.vertx.core.json.JsonObject
                || payload instanceof io.vertx.core.json.JsonArray) {
            return payload.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return json.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "its payload is a " + payload.getClass().getName() + ", which can't be written as JSON", e);
        }
    }

    /** Returns approximately how much memory the payload takes, in bytes. */
    static long size(Object payload) {
        if (payload instanceof byte[] bytes) {
            return bytes.length;
        } else if (payload instanceof String text) {
            return text.length();
        } else if (payload instanceof Buffer buffer) {
            return buffer.length();
        } else if (payload instanceof io.vertx.mutiny.core.buffer.Buffer buffer) {
            return buffer.length();
        }
        return SIZE_OF_AN_OBJECT;
    }

    private static final long SIZE_OF_AN_OBJECT = 1024;
}
