package dev.baton.runtime.deadletter.http;

import dev.baton.runtime.deadletter.DeadLetter;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import dev.baton.runtime.deadletter.DeadLetterOperations.ReplayedMany;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Dead letters as JSON. */
final class DeadLetterJson {

    private DeadLetterJson() {}

    /** Returns a page: the dead letters without stack trace and event, and the {@code after} of the next page. */
    static JsonObject page(List<DeadLetter> letters, int limit) {
        JsonArray page = new JsonArray();
        letters.forEach(letter -> page.add(summary(letter)));
        return new JsonObject().put("deadLetters", page).put("next", DeadLetter.next(letters, limit));
    }

    static JsonObject whole(DeadLetter letter) {
        JsonObject json = summary(letter).put("errorStack", letter.failure().stack());
        JsonObject attributes = new JsonObject();
        letter.attributes().forEach(attributes::put);
        json.put("attributes", attributes);
        try {
            return json.put("data", Json.decodeValue(Buffer.buffer(letter.data())));
        } catch (DecodeException e) {
            return json.put("data_base64", letter.data());
        }
    }

    static JsonObject performed(long id, Performed performed) {
        return new JsonObject()
                .put("id", id)
                .put("changed", performed.changed())
                .put("state", performed.state())
                .put("eventId", performed.eventId());
    }

    static JsonObject many(ReplayedMany many) {
        return new JsonObject().put("replayed", many.replayed()).put("next", many.next());
    }

    private static JsonObject summary(DeadLetter letter) {
        return new JsonObject()
                .put("id", letter.id())
                .put("state", letter.state())
                .put("function", letter.function())
                .put("type", letter.type())
                .put("key", letter.key())
                .put("source", letter.source())
                .put("eventId", letter.eventId())
                .put("origin", letter.origin())
                .put("attempts", letter.attempts())
                .put("firstFailedAt", letter.firstFailedAt())
                .put("lastFailedAt", letter.lastFailedAt())
                .put("errorClass", letter.failure().errorClass())
                .put("errorMessage", letter.failure().message());
    }
}
