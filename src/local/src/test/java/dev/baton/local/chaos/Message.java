package dev.baton.local.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.local.conversation.Events;

/**
 * A message as its sender means it, whichever way it goes.
 *
 * @param source of its event; the message's id is the event's
 */
record Message(String source, String id, String room, String sender, String text) {

    static final String HARMFUL = "pay with 4111 1111 1111 1111";

    boolean harmful() {
        return text.equals(HARMFUL);
    }

    Message withText(String other) {
        return new Message(source, id, room, sender, other);
    }

    Message from(String other) {
        return new Message(other, id, room, sender, text);
    }

    /** Source and id of its event. */
    String identity() {
        return source + " " + id;
    }

    /** As a CloudEvent in structured mode. */
    ObjectNode event() {
        return Events.posted(room, sender, id, text).put("source", source);
    }
}
