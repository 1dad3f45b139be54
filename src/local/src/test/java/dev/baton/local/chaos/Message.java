package dev.baton.local.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.local.conversation.Events;

/**
 * A message as its sender intends it, independent of the way it is sent.
 *
 * @param source the source of its event; the id of the message is also the id of the event
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

    /** Returns the source and id of its event. */
    String identity() {
        return source + " " + id;
    }

    /** Returns the message as a CloudEvent in structured mode. */
    ObjectNode event() {
        return Events.posted(room, sender, id, text).put("source", source);
    }
}
