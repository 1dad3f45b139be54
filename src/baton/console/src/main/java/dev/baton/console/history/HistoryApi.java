package dev.baton.console.history;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.console.letters.ShownData;
import dev.baton.runtime.http.Problem;
import dev.baton.runtime.journal.Journal;
import dev.baton.runtime.journal.JournalQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds events in the journal, and shows what followed from them. */
@Singleton
class HistoryApi implements Api {

    private static final int PAGE = 50;

    private final Journal journal;
    private final ShownData data;

    HistoryApi(Journal journal, ShownData data) {
        this.journal = journal;
        this.data = data;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/events", this::search);
        routes.get("/events/data", this::data);
        routes.get("/timeline", call -> journal.timeline(needed(call, "correlation"))
                .map(HistoryJson::timeline));
    }

    private Uni<JsonObject> search(Call call) {
        JournalQuery query = new JournalQuery(
                call.text("event"),
                call.text("correlation"),
                call.text("key"),
                call.text("type"),
                time(call, "from"),
                time(call, "to"),
                call.text("after"),
                (int) call.number("limit", 1, JournalQuery.MAX_LIMIT, PAGE));
        return allowed(Uni.createFrom().deferred(() -> journal.search(query)))
                .map(HistoryJson::page)
                .map(this::explained);
    }

    private JsonObject explained(JsonObject page) {
        return journal.enabled()
                ? page
                : page.put(
                        "off",
                        "This process does not write the journal (baton.journal.enabled is false): the console finds"
                                + " only what other processes have written.");
    }

    private Uni<JsonObject> data(Call call) {
        Uni<Optional<String>> text = data.isShown()
                ? allowed(Uni.createFrom().deferred(() -> journal.data(needed(call, "place"))))
                : Uni.createFrom().item(Optional.<String>empty());
        return text.map(found ->
                new JsonObject().put("data", found.map(HistoryApi::bounded).orElse(null)));
    }

    private static String bounded(String text) {
        return text.length() <= ShownData.MOST ? text : text.substring(0, ShownData.MOST) + " …";
    }

    private static <T> Uni<T> allowed(Uni<T> asked) {
        return asked.onFailure(IllegalArgumentException.class)
                .transform(refused -> new Problem(400, refused.getMessage()));
    }

    private static String needed(Call call, String name) {
        String value = call.text(name);
        if (value == null) {
            throw new Problem(400, "the parameter " + name + " is missing");
        }
        return value;
    }

    private static @Nullable Instant time(Call call, String name) {
        String value = call.text(name);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new Problem(400, name + " must be a time such as 2026-11-22T10:00:00Z but was '" + value + "'");
        }
    }
}
