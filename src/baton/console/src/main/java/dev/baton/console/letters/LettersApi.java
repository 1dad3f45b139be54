package dev.baton.console.letters;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.runtime.http.Problem;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows dead letters. */
@Singleton
class LettersApi implements Api {

    private static final Set<String> STATES = Set.of("open", "replayed", "discarded");
    private static final int GROUPS = 200;
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 200;

    private final LetterTable letters;
    private final StoredEvents events;
    private final ShownData data;

    LettersApi(LetterTable letters, StoredEvents events, ShownData data) {
        this.letters = letters;
        this.events = events;
        this.data = data;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/letters/groups", call -> groups());
        routes.get("/letters/operations", call -> operations());
        routes.get("/letters", this::page);
        routes.get("/letters/:id", this::one);
    }

    private Uni<JsonObject> groups() {
        return letters.groups(GROUPS + 1).map(rows -> new JsonObject()
                .put("groups", LetterJson.array(firstOf(rows, GROUPS), LetterJson::group))
                .put("more", rows.size() > GROUPS));
    }

    private Uni<JsonObject> operations() {
        return letters.recentOperations(PAGE)
                .map(rows -> new JsonObject().put("operations", LetterJson.array(rows, LetterJson::operationOnLetter)));
    }

    private Uni<JsonObject> page(Call call) {
        int limit = (int) call.number("limit", 1, MAX_PAGE, PAGE);
        long after = call.number("after", 0, Long.MAX_VALUE, 0);
        return letters.page(Group.of(call), state(call), after, limit + 1).map(rows -> {
            List<Row> page = firstOf(rows, limit);
            return new JsonObject()
                    .put("letters", LetterJson.array(page, LetterJson::summary))
                    .put("next", rows.size() > limit ? page.get(limit - 1).bigint(0) : null);
        });
    }

    private Uni<JsonObject> one(Call call) {
        return letters.one(call.id(), data.most()).chain(found -> {
            if (found.isEmpty()) {
                throw new Problem(404, "there is no dead letter " + call.id());
            }
            JsonObject letter = LetterJson.whole(found.get(0), events, data);
            return letters.audit(call.id())
                    .map(rows -> letter.put("operations", LetterJson.array(rows, LetterJson::operation)));
        });
    }

    private static @Nullable String state(Call call) {
        String state = call.text("state");
        if (state != null && !STATES.contains(state)) {
            throw new Problem(400, "state must be one of open, replayed, discarded but was '" + state + "'");
        }
        return state;
    }

    private static List<Row> firstOf(List<Row> rows, int most) {
        return rows.subList(0, Math.min(rows.size(), most));
    }
}
