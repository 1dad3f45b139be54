package dev.baton.console.letters;

import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** Dead letters as JSON. The columns are those of {@link LetterTable}. */
final class LetterJson {

    private LetterJson() {}

    static JsonArray array(List<Row> rows, Function<Row, JsonObject> json) {
        return new JsonArray(rows.stream().map(json).toList());
    }

    static JsonObject group(Row row) {
        return new JsonObject()
                .put("function", row.text(0))
                .put("error", row.text(1))
                .put("place", row.text(2))
                .put("letters", row.bigint(3))
                .put("keys", row.bigint(4))
                .put("firstFailedAt", row.time(5))
                .put("lastFailedAt", row.time(6))
                .put("message", row.textOrNull(7));
    }

    static JsonObject summary(Row row) {
        return new JsonObject()
                .put("id", row.bigint(0))
                .put("function", row.text(1))
                .put("type", row.textOrNull(2))
                .put("key", row.textOrNull(3))
                .put("source", row.text(4))
                .put("eventId", row.text(5))
                .put("attempts", row.integer(6))
                .put("firstFailedAt", row.time(7))
                .put("lastFailedAt", row.time(8))
                .put("error", row.text(9))
                .put("message", row.text(10))
                .put("state", row.text(11))
                .put("bytes", row.integer(12));
    }

    static JsonObject whole(Row row, StoredEvents events, ShownData data) {
        JsonObject attributes = new JsonObject();
        events.readAttributes(row.text(13)).forEach(attributes::put);
        return summary(row)
                .put("attributes", attributes)
                .put("stack", row.text(14))
                .put("origin", row.text(15))
                .mergeIn(data.json(row.bytes(16), row.integer(12)));
    }

    static JsonObject operation(Row row) {
        return new JsonObject()
                .put("operation", row.text(0))
                .put("by", row.text(1))
                .put("at", row.time(2))
                .put("detail", row.textOrNull(3));
    }

    static JsonObject operationOnLetter(Row row) {
        return operation(row)
                .put("id", row.bigint(4))
                .put("function", row.text(5))
                .put("eventId", row.text(6));
    }
}
