package dev.baton.runtime.deadletter.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * New dead letters of one group.
 *
 * @param first the first of them
 * @param count how many there are
 * @param last when the last of them was given up on
 */
record Notice(Letter first, long count, Instant last) {

    static final String TYPE = "dev.baton.dead-letter.created.v1";

    /** Returns the event that the webhook gets. When it is posted again, it has the same id. */
    Event event(String namespace, ObjectMapper json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(AttributeNames.SPEC_VERSION, Event.VERSION);
        attributes.put(AttributeNames.ID, id(namespace));
        attributes.put(AttributeNames.SOURCE, "/" + namespace + "/functions/" + first.function());
        attributes.put(AttributeNames.TYPE, TYPE);
        attributes.put(AttributeNames.TIME, last.toString());
        attributes.put(AttributeNames.SUBJECT, first.function());
        attributes.put(AttributeNames.DATA_CONTENT_TYPE, "application/json");
        return Event.stored(attributes, data(namespace, json).toString().getBytes(StandardCharsets.UTF_8));
    }

    private String id(String namespace) {
        String name =
                String.join("\n", namespace, first.function(), first.errorClass(), first.source(), first.eventId())
                        + first.at();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private ObjectNode data(String namespace, ObjectMapper json) {
        ObjectNode data = json.createObjectNode()
                .put("namespace", namespace)
                .put("function", first.function())
                .put("errorClass", first.errorClass())
                .put("count", count)
                .put("firstAt", first.at().toString())
                .put("lastAt", last.toString());
        data.putObject("first")
                .put("type", first.type())
                .put("source", first.source())
                .put("id", first.eventId());
        return data;
    }
}
