package dev.baton.console.waiting;

import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.request.WaitingRequests;
import dev.baton.runtime.sql.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What waits, as JSON. The columns are those of {@link WaitingTable}. */
final class WaitingJson {

    private WaitingJson() {}

    /** Returns at most this many rows, and whether there are more. */
    static JsonObject list(String name, List<Row> rows, int most, Function<Row, JsonObject> json) {
        JsonArray shown = new JsonArray(rows.stream().limit(most).map(json).toList());
        return new JsonObject().put(name, shown).put("more", rows.size() > most);
    }

    static JsonObject first(Row row) {
        return new JsonObject()
                .put("id", row.bigint(0))
                .put("function", row.text(1))
                .put("key", row.textOrNull(2))
                .put("source", row.text(3))
                .put("eventId", row.text(4))
                .put("attempts", row.integer(5))
                .put("dueAt", row.timeOrNull(6))
                .put("held", row.bool(7))
                .put("since", row.time(8))
                .put("lastFailedAt", row.timeOrNull(9))
                .put("error", row.textOrNull(10))
                .put("message", row.textOrNull(11))
                .put("needsType", row.textOrNull(12))
                .put("behind", row.bigint(13))
                .put("deadLetter", row.bool(7) ? row.bigint(14) : null);
    }

    static JsonObject ofKey(Row row) {
        return new JsonObject()
                .put("id", row.bigint(0))
                .put("source", row.text(1))
                .put("eventId", row.text(2))
                .put("since", row.time(3))
                .put("attempts", row.integer(4));
    }

    static JsonObject delayed(Row row, StoredEvents events) {
        Map<String, String> attributes = events.readAttributes(row.text(3));
        return new JsonObject()
                .put("position", row.bigint(0))
                .put("topic", row.text(1))
                .put("key", row.textOrNull(2))
                .put("type", attributes.get("type"))
                .put("source", attributes.get("source"))
                .put("eventId", attributes.get("id"))
                .put("dueAt", row.time(4))
                .put("bytes", row.integer(5));
    }

    static JsonObject schedule(Row row) {
        return new JsonObject()
                .put("function", row.text(0))
                .put("cron", row.text(1))
                .put("zone", row.text(2))
                .put("nextAt", row.time(3))
                .put("firedAt", row.timeOrNull(4));
    }

    static JsonObject request(WaitingRequests.Open request) {
        return new JsonObject()
                .put("eventId", request.eventId())
                .put("source", request.source())
                .put("correlationId", request.correlationId())
                .put("replyType", request.replyType());
    }
}
