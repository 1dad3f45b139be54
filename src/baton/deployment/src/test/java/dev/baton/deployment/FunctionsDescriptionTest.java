package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import org.jboss.jandex.DotName;
import org.junit.jupiter.api.Test;

class FunctionsDescriptionTest {

    @Test
    void theSameApplicationIsDescribedByTheSameText() {
        EventTypeBuildItem placed = type("shop.order.placed.v1");
        EventTypeBuildItem shipped = type("shop.order.shipped.v1");
        EventTypeBuildItem billed = type("shop.order.billed.v1");
        BatonFunctionBuildItem ship = function("ship", "shop.order.placed.v1", "shop.order.shipped.v1");
        BatonFunctionBuildItem bill =
                function("bill", "shop.order.shipped.v1", "shop.order.placed.v1", "shop.order.billed.v1");

        String text = text(List.of(placed, shipped, billed), List.of(ship, bill));

        assertThat(text).isEqualTo(text(List.of(billed, shipped, placed), List.of(bill, ship)));
        assertThat(text.replaceAll("\\s", ""))
                .isEqualTo("""
                        {"application":"shop","eventTypes":[
                        {"type":"shop.order.billed.v1","topic":"shop.order.billed.v1"},
                        {"type":"shop.order.placed.v1","topic":"shop.order.placed.v1"},
                        {"type":"shop.order.shipped.v1","topic":"shop.order.shipped.v1"}],
                        "functions":[
                        {"name":"bill","types":["shop.order.shipped.v1"],"topic":"shop.order.shipped.v1",
                        "emits":["shop.order.billed.v1","shop.order.placed.v1"]},
                        {"name":"ship","types":["shop.order.placed.v1"],"topic":"shop.order.placed.v1",
                        "emits":["shop.order.shipped.v1"]}]}""".replaceAll("\\s", ""));
    }

    private static String text(List<EventTypeBuildItem> types, List<BatonFunctionBuildItem> functions) {
        return new String(FunctionsDescription.of("shop", types, functions), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static EventTypeBuildItem type(String type) {
        return new EventTypeBuildItem(type, DotName.createSimple("shop.Event"), null);
    }

    private static BatonFunctionBuildItem function(String name, String input, String... emits) {
        return new BatonFunctionBuildItem(name, null, input, new LinkedHashSet<>(List.of(emits)), false, null);
    }
}
