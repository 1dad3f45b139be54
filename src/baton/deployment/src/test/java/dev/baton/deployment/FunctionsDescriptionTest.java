package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class FunctionsDescriptionTest {

    private static final String PLACED_1 = "shop.order.placed.v1";
    private static final String PLACED_2 = "shop.order.placed.v2";
    private static final String SHIPPED = "shop.order.shipped.v1";

    @Test
    void theSameApplicationIsDescribedByTheSameText() throws Exception {
        EventTypeBuildItem old = type(PLACED_1, PLACED_1, PLACED_2);
        EventTypeBuildItem placed = type(PLACED_2, PLACED_1, PLACED_2);
        EventTypeBuildItem shipped = type(SHIPPED, SHIPPED, SHIPPED);
        BatonFunctionBuildItem ship = function("ship", PLACED_2, SHIPPED);
        BatonFunctionBuildItem bill = function("bill", SHIPPED);
        List<ScheduleBuildItem> schedules =
                List.of(new ScheduleBuildItem("bill", "0 3 * * *", "UTC", DotName.createSimple("shop.Billing")));

        String text = text(List.of(old, placed, shipped), List.of(ship, bill), schedules);

        assertThat(text).isEqualTo(text(List.of(shipped, old, placed), List.of(bill, ship), schedules));
        assertThat(text.replaceAll("\\s", "")).isEqualTo("""
                {"application":"shop","namespace":"shop.eu","eventTypes":[
                {"type":"shop.order.placed.v1","topic":"shop.order.placed.v1"},
                {"type":"shop.order.placed.v2","topic":"shop.order.placed.v1"},
                {"type":"shop.order.shipped.v1","topic":"shop.order.shipped.v1"}],
                "functions":[
                {"name":"bill","types":["shop.order.shipped.v1"],"topic":"shop.order.shipped.v1","emits":[],
                "schedule":{"cron":"03***","zone":"UTC"}},
                {"name":"ship","types":["shop.order.placed.v1","shop.order.placed.v2"],"topic":"shop.order.placed.v1",
                "emits":["shop.order.shipped.v1"]}]}""".replaceAll("\\s", ""));
    }

    private static String text(
            List<EventTypeBuildItem> types, List<BatonFunctionBuildItem> functions, List<ScheduleBuildItem> schedules) {
        return new String(
                FunctionsDescription.of("shop", "shop.eu", types, functions, schedules), StandardCharsets.UTF_8);
    }

    private static EventTypeBuildItem type(String type, String topic, String newest) throws Exception {
        ClassInfo record = Index.singleClass(Order.class);
        return new EventTypeBuildItem(new EventRecord(type, record, null), topic, newest, null);
    }

    private static BatonFunctionBuildItem function(String name, String input, String... emits) {
        return new BatonFunctionBuildItem(name, null, input, new LinkedHashSet<>(List.of(emits)), false, null);
    }

    record Order(String id) {}
}
