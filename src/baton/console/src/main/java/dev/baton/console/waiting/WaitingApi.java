package dev.baton.console.waiting;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.runtime.http.Problem;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.request.WaitingRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Shows what waits. */
@Singleton
class WaitingApi implements Api {

    private static final int MOST = 100;

    private final WaitingTable table;
    private final WaitingRequests requests;
    private final StoredEvents events;

    WaitingApi(WaitingTable table, WaitingRequests requests, StoredEvents events) {
        this.table = table;
        this.requests = requests;
        this.events = events;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/waiting/retries", call -> table.first(call.text("function"), MOST + 1)
                .map(rows -> WaitingJson.list("retries", rows, MOST, WaitingJson::first)));
        routes.get("/waiting/key", this::key);
        routes.get("/waiting/delayed", call -> table.delayed(MOST + 1)
                .map(rows -> WaitingJson.list("delayed", rows, MOST, row -> WaitingJson.delayed(row, events))));
        routes.get("/waiting/schedules", call -> table.schedules(MOST + 1)
                .map(rows -> WaitingJson.list("schedules", rows, MOST, WaitingJson::schedule)));
        routes.get("/waiting/requests", call -> Uni.createFrom().item(this::requests));
    }

    private Uni<JsonObject> key(Call call) {
        return table.ofKey(needed(call, "function"), needed(call, "key"), MOST + 1)
                .map(rows -> WaitingJson.list("events", rows, MOST, WaitingJson::ofKey));
    }

    private static String needed(Call call, String name) {
        @Nullable String value = call.text(name);
        if (value == null) {
            throw new Problem(400, "the parameter " + name + " is missing");
        }
        return value;
    }

    private JsonObject requests() {
        return new JsonObject()
                .put(
                        "requests",
                        new JsonArray(requests.some(MOST).stream()
                                .map(WaitingJson::request)
                                .toList()))
                .put("size", requests.size());
    }
}
