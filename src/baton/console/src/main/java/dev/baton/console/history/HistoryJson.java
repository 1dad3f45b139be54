package dev.baton.console.history;

import dev.baton.runtime.journal.Attempt;
import dev.baton.runtime.journal.Hop;
import dev.baton.runtime.journal.JournalEntry;
import dev.baton.runtime.journal.JournalEvent;
import dev.baton.runtime.journal.JournalState;
import dev.baton.runtime.journal.Page;
import dev.baton.runtime.journal.Timeline;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the journal knows, as JSON. */
final class HistoryJson {

    private HistoryJson() {}

    static JsonObject page(Page<JournalEntry> page) {
        return new JsonObject()
                .put(
                        "entries",
                        new JsonArray(
                                page.items().stream().map(HistoryJson::entry).toList()))
                .put("next", page.next());
    }

    static JsonObject timeline(Timeline timeline) {
        return new JsonObject()
                .put("correlationId", timeline.correlationId())
                .put(
                        "hops",
                        new JsonArray(
                                timeline.hops().stream().map(HistoryJson::hop).toList()))
                .put("cut", timeline.cut());
    }

    private static JsonObject entry(JournalEntry entry) {
        return attempt(entry.attempt())
                .put("place", entry.place())
                .put("event", event(entry.event()))
                .put("function", entry.function());
    }

    private static JsonObject hop(Hop hop) {
        return new JsonObject()
                .put("place", hop.place())
                .put("event", event(hop.event()))
                .put("function", hop.function())
                .put("state", name(hop.state()))
                .put("times", times(hop.times()))
                .put(
                        "attempts",
                        new JsonArray(hop.attempts().stream()
                                .map(HistoryJson::attempt)
                                .toList()))
                .put("record", record(hop.record()))
                .put("deadLetter", letter(hop.deadLetter()));
    }

    private static JsonObject event(JournalEvent event) {
        return new JsonObject()
                .put("id", event.id())
                .put("type", event.type())
                .put("source", event.source())
                .put("key", event.key())
                .put("correlationId", event.correlationId())
                .put("causationId", event.causationId());
    }

    private static JsonObject attempt(Attempt attempt) {
        JsonObject json = new JsonObject()
                .put("at", attempt.at())
                .put("process", attempt.process())
                .put("number", attempt.number())
                .put("state", name(attempt.state()));
        return attempt.failure() == null
                ? json
                : json.put("error", attempt.failure().errorClass())
                        .put("message", attempt.failure().message());
    }

    private static JsonObject times(Hop.Times times) {
        return new JsonObject()
                .put("stored", times.stored())
                .put("dueAt", times.dueAt())
                .put("published", times.published())
                .put("received", times.received())
                .put("ended", times.ended());
    }

    private static @Nullable JsonObject record(Hop.@Nullable TopicRecord record) {
        return record == null
                ? null
                : new JsonObject()
                        .put("topic", record.topic())
                        .put("partition", record.partition())
                        .put("offset", record.offset());
    }

    private static @Nullable JsonObject letter(Hop.@Nullable Letter letter) {
        return letter == null ? null : new JsonObject().put("id", letter.id()).put("state", letter.state());
    }

    private static String name(JournalState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
