package dev.baton.deployment.devui;

import dev.baton.deployment.BatonFunctionBuildItem;
import dev.baton.deployment.EventTypeBuildItem;
import dev.baton.runtime.devui.DevTools;
import dev.baton.runtime.devui.EventSearch;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.vertx.http.deployment.NonApplicationRootPathBuildItem;
import java.util.List;

/** Build steps for the card in Dev UI. Its runtime part is a bean only in dev mode. */
class DevUiProcessor {

    private static final String CONSOLE = "baton-console";

    /** A row of the card's page of functions. */
    record FunctionRow(String name, String handles, String emits) {}

    /** A row of the card's page of event types. */
    record TypeRow(String type, String topic, String record) {}

    @BuildStep(onlyIf = IsDevelopment.class)
    CardPageBuildItem card(
            List<BatonFunctionBuildItem> functions,
            List<EventTypeBuildItem> types,
            CurateOutcomeBuildItem application,
            NonApplicationRootPathBuildItem root) {
        CardPageBuildItem card = new CardPageBuildItem();
        addFunctions(card, functions);
        addTypes(card, types);
        card.addPage(Page.webComponentPageBuilder()
                .title("Broker and database")
                .icon("font-awesome-solid:database")
                .componentLink("qwc-baton-services.js"));
        addLink(card, "Events (AsyncAPI)", "font-awesome-solid:book", root.resolvePath("asyncapi-ui") + "/");
        if (hasConsole(application.getApplicationModel())) {
            addLink(card, "Console", "font-awesome-solid:magnifying-glass", root.resolvePath("baton"));
        }
        return card;
    }

    private static void addFunctions(CardPageBuildItem card, List<BatonFunctionBuildItem> functions) {
        card.addBuildTimeData("functions", functionRows(functions), "The functions of the application");
        card.addPage(Page.tableDataPageBuilder("Functions")
                .icon("font-awesome-solid:bolt")
                .showColumn("name")
                .showColumn("handles")
                .showColumn("emits")
                .buildTimeDataKey("functions")
                .staticLabel(Integer.toString(functions.size())));
    }

    private static void addTypes(CardPageBuildItem card, List<EventTypeBuildItem> types) {
        card.addBuildTimeData("types", typeRows(types), "The event types of the application");
        card.addPage(Page.tableDataPageBuilder("Event types")
                .icon("font-awesome-solid:envelope")
                .showColumn("type")
                .showColumn("topic")
                .showColumn("record")
                .buildTimeDataKey("types")
                .staticLabel(Integer.toString(types.size())));
    }

    private static void addLink(CardPageBuildItem card, String title, String icon, String url) {
        card.addPage(Page.externalPageBuilder(title).icon(icon).url(url).doNotEmbed());
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    AdditionalBeanBuildItem search() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClass(EventSearch.class)
                .setDefaultScope(BuiltinScope.SINGLETON.getName())
                .build();
    }

    /** Not only in dev mode: Quarkus reads the annotations of the methods in every build. */
    @BuildStep
    JsonRPCProvidersBuildItem tools() {
        return new JsonRPCProvidersBuildItem(DevTools.class, BuiltinScope.SINGLETON.getName());
    }

    private static List<FunctionRow> functionRows(List<BatonFunctionBuildItem> functions) {
        return functions.stream()
                .map(function -> new FunctionRow(
                        function.name(),
                        function.inputType(),
                        String.join(", ", function.emits().stream().sorted().toList())))
                .toList();
    }

    private static List<TypeRow> typeRows(List<EventTypeBuildItem> types) {
        return types.stream()
                .map(type ->
                        new TypeRow(type.type(), type.topic(), type.record().toString()))
                .toList();
    }

    private static boolean hasConsole(ApplicationModel application) {
        return application.getRuntimeDependencies().stream()
                .anyMatch(each -> each.getArtifactId().equals(CONSOLE));
    }
}
