package dev.baton.console.map;

import dev.baton.runtime.sql.Row;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * The figures that change: what waits in the database, for all processes, and what this process has counted since its
 * start. Readers compute rates from two of them.
 */
@Singleton
public class Figures {

    private final MapTable table;
    private final MeterRegistry meters;
    private final Clock clock;

    Figures(MapTable table, MeterRegistry meters, Clock clock) {
        this.table = table;
        this.meters = meters;
        this.clock = clock;
    }

    /** Returns the figures of now. */
    public Uni<JsonObject> now() {
        return table.totals().chain(totals -> table.byFunction().map(functions -> new JsonObject()
                .put("at", clock.instant())
                .put("outbox", totals.bigint(0))
                .put("delayed", totals.bigint(1))
                .put("published", sum("baton.relay.published"))
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

    private double sum(String name) {
        return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }

    /** Returns the number of deliveries of this process: of each function, by outcome. */
    private JsonObject deliveries() {
        JsonObject json = new JsonObject();
        for (Counter counter : meters.find("baton.deliveries").counters()) {
            JsonObject outcomes = of(json, tag(counter, "function"));
            String outcome = tag(counter, "outcome");
            outcomes.put(outcome, outcomes.getDouble(outcome, 0.0) + counter.count());
        }
        return json;
    }

    /** Returns the consumer lag of the functions of this process, in events. */
    private JsonObject lag() {
        JsonObject json = new JsonObject();
        for (Gauge gauge : meters.find("baton.consumer.lag").gauges()) {
            String function = tag(gauge, "function");
            double lag = gauge.value();
            if (Double.isFinite(lag)) {
                json.put(function, json.getDouble(function, 0.0) + lag);
            }
        }
        return json;
    }

    private static JsonObject of(JsonObject parent, String name) {
        if (!parent.containsKey(name)) {
            parent.put(name, new JsonObject());
        }
        return parent.getJsonObject(name);
    }

    private static String tag(Meter meter, String name) {
        String value = meter.getId().getTag(name);
        return value == null ? "" : value;
    }
}
