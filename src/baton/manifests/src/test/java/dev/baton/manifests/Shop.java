package dev.baton.manifests;

import dev.baton.manifests.Application.EventType;
import dev.baton.manifests.Application.Function;
import dev.baton.manifests.Application.Schedule;
import java.util.List;
import java.util.Map;

/**
 * A small application with features that the messaging platform does not have: versions of an event type, and a
 * schedule.
 */
final class Shop {

    static final String PLACED_1 = "shop.order.placed.v1";
    static final String PLACED_2 = "shop.order.placed.v2";
    static final String SHIPPED = "shop.order.shipped.v1";
    static final String CLEANUP = "shop.cleanup.due.v1";

    private Shop() {}

    static Application application() {
        return application(new Schedule("0 3 * * *", "Europe/Berlin"));
    }

    static Application application(Schedule schedule) {
        return new Application(
                "shop",
                "shop.eu",
                List.of(
                        new EventType(SHIPPED, SHIPPED),
                        new EventType(PLACED_2, PLACED_1),
                        new EventType(PLACED_1, PLACED_1),
                        new EventType(CLEANUP, CLEANUP)),
                List.of(
                        new Function("ship", List.of(PLACED_1, PLACED_2), PLACED_1, List.of(SHIPPED), null),
                        new Function("clean-up", List.of(CLEANUP), CLEANUP, List.of(), schedule)));
    }

    static Platform platform() {
        return platform(PLACED_1, "ship");
    }

    static Platform platform(String liveTopic, String function) {
        return new Platform(
                "shop",
                new Platform.Kafka("kafka:9092", List.of(9092), 4, 1, "kafka", "main"),
                new Platform.Network(List.of(5432), List.of(4317), List.of("knative-eventing"), "monitoring", null),
                new Platform.Resources("100m", "1", "256Mi"),
                3,
                Map.of("TZ", "UTC", "BATON_DATABASE_SCHEMA", "shop_eu", "BATON_ASYNCAPI_ENABLED", "true"),
                Map.of(
                        function,
                        new Platform.Extras(
                                "512Mi",
                                Map.of("GREETING", "say \"hi\": {x} # no comment", "JAVA_TOOL_OPTIONS", "-Xss512k"),
                                "mail",
                                List.of(587))),
                Map.of("web", new Platform.Service(2, 9000, List.of(liveTopic), null)));
    }
}
