package dev.baton.console.live;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.console.letters.ShownData;
import dev.baton.console.send.SendApi;
import dev.baton.runtime.catalog.BatonModel;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** Tells the page who uses it, and what it offers. */
@Singleton
class MeApi implements Api {

    private final BatonModel model;
    private final ShownData data;
    private final SendApi send;

    MeApi(BatonModel model, ShownData data, SendApi send) {
        this.model = model;
        this.data = data;
        this.send = send;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/me", call -> Uni.createFrom().item(() -> me(call)));
    }

    private JsonObject me(Call call) {
        return new JsonObject()
                .put("name", call.caller())
                .put("namespace", model.namespace())
                .put("showsData", data.isShown())
                .put("sends", send.enabled());
    }
}
