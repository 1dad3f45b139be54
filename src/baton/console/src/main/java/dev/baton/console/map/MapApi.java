package dev.baton.console.map;

import dev.baton.console.http.Api;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.EventTypeDescriptor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;

/**
 * Shows the functions and event types of this process, and which events lead from one to the other. Of the functions of
 * other processes, it shows those about which the tables tell something: what waits, dead letters, and schedules.
 */
@Singleton
class MapApi implements Api {

    private final BatonModel model;
    private final MapFigures figures;

    MapApi(BatonModel model, MapFigures figures) {
        this.model = model;
        this.figures = figures;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/map", call -> figures.now().map(this::map));
    }

    private JsonObject map(JsonObject now) {
        return new JsonObject()
                .put("namespace", model.namespace())
                .put(
                        "functions",
                        array(model.functions().stream().map(this::function).toList()))
                .put("elsewhere", elsewhere(now))
                .put(
                        "types",
                        array(model.eventTypes().values().stream()
                                .map(MapApi::type)
                                .toList()))
                .put("figures", now);
    }

    private JsonObject function(BatonFunction function) {
        return new JsonObject()
                .put("name", function.name())
                .put("takes", function.input().type())
                .put("topic", function.input().topic())
                .put("emits", new JsonArray(List.copyOf(new TreeSet<>(function.emits()))))
                .put("blocking", function.blocking());
    }

    private JsonArray elsewhere(JsonObject now) {
        TreeSet<String> others = new TreeSet<>(now.getJsonObject("waits").fieldNames());
        model.functions().forEach(function -> others.remove(function.name()));
        return new JsonArray(List.copyOf(others));
    }

    private static JsonObject type(EventTypeDescriptor type) {
        return new JsonObject()
                .put("type", type.type())
                .put("topic", type.topic())
                .put("record", type.record().getSimpleName());
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(objects);
    }
}
