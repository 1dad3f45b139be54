package dev.baton.manifests.observability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A panel of the dashboard.
 *
 * @param type {@code timeseries} or {@code bargauge}
 * @param unit a unit of Grafana, such as {@code s} or {@code short}
 */
record Panel(String type, String title, String description, String unit, List<Query> queries) {

    static final int WIDTH = 8;
    static final int HEIGHT = 8;

    /** @param legend the name of each line, which may use labels: <code>{{function}}</code> */
    record Query(String expression, String legend) {}

    static Panel lines(String title, String description, String unit, Query... queries) {
        return new Panel("timeseries", title, description, unit, List.of(queries));
    }

    static Panel bars(String title, String description, String unit, Query... queries) {
        return new Panel("bargauge", title, description, unit, List.of(queries));
    }

    ObjectNode json(Metrics metrics, int id, int x, int y) {
        ObjectNode panel = JsonNodeFactory.instance.objectNode();
        panel.put("id", id).put("type", type).put("title", title).put("description", description);
        panel.set("datasource", datasource());
        panel.set("gridPos", grid(x, y, WIDTH, HEIGHT));
        panel.putObject("fieldConfig")
                .set(
                        "defaults",
                        JsonNodeFactory.instance.objectNode().put("unit", unit).put("min", 0));
        if (type.equals("bargauge")) {
            panel.putObject("options").put("orientation", "horizontal").put("displayMode", "basic");
        }
        ArrayNode targets = panel.putArray("targets");
        for (int i = 0; i < queries.size(); i++) {
            targets.addObject()
                    .put("refId", String.valueOf((char) ('A' + i)))
                    .put("expr", metrics.checked(queries.get(i).expression()))
                    .put("legendFormat", queries.get(i).legend())
                    .put("instant", type.equals("bargauge"))
                    .set("datasource", datasource());
        }
        return panel;
    }

    static ObjectNode datasource() {
        return JsonNodeFactory.instance.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    static ObjectNode grid(int x, int y, int width, int height) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height);
    }
}
