package dev.baton.chat.gateway.live;

import java.nio.charset.StandardCharsets;

/** A server frame, written as JSON once and sent to as many sockets as want it. */
record Frame(String json, int bytes) {

    static Frame of(String json) {
        return new Frame(json, json.getBytes(StandardCharsets.UTF_8).length);
    }
}
