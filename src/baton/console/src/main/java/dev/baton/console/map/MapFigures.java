package dev.baton.console.map;

import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.telemetry.Figures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/**
 * The figures that change: what waits in the database, for all processes, and what this process has counted since its
 * start. Readers compute rates from two of them.
 */
@Singleton
public class MapFigures {

    private final MapTable table;
    private final BatonModel model;
    private final Figures figures;
    private final Clock clock;

    MapFigures(MapTable table, BatonModel model, Figures figures, Clock clock) {
        this.table = table;
        this.model = model;
        this.figures = figures;
        this.clock = clock;
    }

    /** Returns the figures of now. */
    public Uni<JsonObject> now() {
        return table.totals().chain(totals -> table.byFunction().map(functions -> new JsonObject()
                .put("at", clock.instant())
                .put("outbox", totals.bigint(0))
                .put("delayed", totals.bigint(1))
                .put("published", figures.published())
                .put("waits", waits(functions))
                .put("deliveries", deliveries())
                .put("lag", lag())));
    }

    private static JsonObject waits(List<Row> functions) {
        JsonObject json = new JsonObject();
        for (Row row : functions) {
            json.put(
                    row.text(0),
                    new JsonObject()
                            .put("letters", row.bigint(1))
                            .put("waiting", row.bigint(2))
                            .put("held", row.bigint(3))
                            .put("overdue", row.bigint(4))
                            .put("nextAt", row.timeOrNull(5)));
        }
        return json;
    }

    /** Returns the number of deliveries of this process: of each function, by outcome. */
    private JsonObject deliveries() {
        JsonObject json = new JsonObject();
        for (BatonFunction function : model.functions()) {
            json.put(function.name(), new JsonObject(new TreeMap<>(figures.deliveries(function.name()))));
        }
        return json;
    }

    /** Returns the consumer lag of the functions of this process, in events. */
    private JsonObject lag() {
        JsonObject json = new JsonObject();
        for (Figures.Lag lag : figures.lags()) {
            json.put(lag.function(), json.getLong(lag.function(), 0L) + lag.events());
        }
        return json;
    }
}
