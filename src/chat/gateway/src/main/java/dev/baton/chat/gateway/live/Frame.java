package dev.baton.chat.gateway.live;

import java.nio.charset.StandardCharsets;

/** A server frame, written as JSON once and sent to every socket that needs it. */
record Frame(String json, int bytes) {

    static Frame of(String json) {
        return new Frame(json, json.getBytes(StandardCharsets.UTF_8).length);
    }
}
