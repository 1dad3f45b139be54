package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.manifests.Application.Function;
import dev.baton.manifests.Application.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopManifestsTest extends ManifestsContract {

    @TempDir
    static Path folder;

    @BeforeAll
    static void generate() {
        new Folder(folder).write(Manifests.of(Shop.application(), Shop.platform()));
    }

    @Override
    Path folder() {
        return folder;
    }

    @Override
    List<String> functions() {
        return List.of("ship", "clean-up");
    }

    @Test
    void everyEventTypeNamesItsSourceAndTheAddressOfItsSchema() {
        JsonNode shipped = find(knative(), "eventing.knative.dev/v1beta3 EventType shop-order-shipped-v1")
                .json()
                .at("/spec/attributes");
        JsonNode placed = find(knative(), "eventing.knative.dev/v1beta3 EventType shop-order-placed-v2")
                .json()
                .at("/spec/attributes");

        assertThat(shipped.findValuesAsText("value"))
                .containsExactly(
                        "1.0",
                        "/shop.eu/functions/ship",
                        "shop.order.shipped.v1",
                        "http://ship.shop.svc.cluster.local/q/asyncapi/schemas/shop.order.shipped.v1");
        assertThat(placed.findValuesAsText("value"))
                .containsExactly(
                        "1.0",
                        "shop.order.placed.v2",
                        "http://ship.shop.svc.cluster.local/q/asyncapi/schemas/shop.order.placed.v2");
    }

    @Test
    void aFunctionOfOneTypeIsTriggeredByItsExactType() {
        JsonNode spec = find(knative(), "eventing.knative.dev/v1 Trigger clean-up")
                .json()
                .path("spec");

        assertThat(spec.path("filter").toString()).isEqualTo("{\"attributes\":{\"type\":\"shop.cleanup.due.v1\"}}");
        assertThat(spec.has("filters")).isFalse();
    }

    @Test
    void aFunctionOfSeveralVersionsIsTriggeredByAnyOfThem() {
        JsonNode spec =
                find(knative(), "eventing.knative.dev/v1 Trigger ship").json().path("spec");

        assertThat(spec.path("filters").toString())
                .isEqualTo("[{\"any\":[{\"exact\":{\"type\":\"shop.order.placed.v1\"}},"
                        + "{\"exact\":{\"type\":\"shop.order.placed.v2\"}}]}]");
        assertThat(spec.has("filter")).isFalse();
    }

    @Test
    void theMigrationsHaveTheSettingsOfAllProcessesSuchAsTheSchema() {
        assertThat(find(kafka(), "batch/v1 Job migrations")
                        .container()
                        .path("envFrom")
                        .toString())
                .contains("{\"configMapRef\":{\"name\":\"settings\"}}");
        assertThat(find(kafka(), "v1 ConfigMap settings")
                        .json()
                        .at("/data/BATON_DATABASE_SCHEMA")
                        .asText())
                .isEqualTo("shop_eu");
    }

    @Test
    void aScheduleIsAPingSourceOfTheFunction() {
        JsonNode spec = find(knative(), "sources.knative.dev/v1 PingSource clean-up")
                .json()
                .path("spec");

        assertThat(spec.path("schedule").asText()).isEqualTo("0 3 * * *");
        assertThat(spec.path("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(spec.at("/ceOverrides/extensions/batonschedule").asText()).isEqualTo(Shop.CLEANUP);
        assertThat(spec.at("/sink/ref/name").asText()).isEqualTo("clean-up");
    }

    @Test
    void aScheduleThatIsOffIsNoPingSource() {
        assertThat(Manifests.of(Shop.application(new Schedule("off", "UTC")), Shop.platform())
                        .values())
                .noneMatch(text -> text.contains("PingSource"));
    }

    @Test
    void aFunctionWithAPingSourceMakesNoTimesOfItsOwn() {
        String variable = "{\"name\":\"BATON_SCHEDULE_ENABLED\",\"value\":\"false\"}";

        assertThat(find(knative(), "serving.knative.dev/v1 Service clean-up")
                        .container()
                        .toString())
                .contains(variable);
        assertThat(find(kafka(), "apps/v1 Deployment clean-up").container().toString())
                .doesNotContain(variable);
    }

    @Test
    void aFunctionThatScalesFromNoneHasItsOwnJavaOptionsOrTheTemplates() {
        assertThat(javaOptions("ship")).containsExactly("-Xss512k");
        assertThat(javaOptions("clean-up")).containsExactly("-XX:TieredStopAtLevel=1");
    }

    private List<String> javaOptions(String function) {
        JsonNode environment = find(knative(), "serving.knative.dev/v1 Service " + function)
                .container()
                .path("env");
        return StreamSupport.stream(environment.spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                .map(variable -> variable.path("value").asText())
                .toList();
    }

    @Test
    void aScheduleWithSecondsIsRefused() {
        assertThatThrownBy(() -> Shop.application(new Schedule("0 0 3 * * *", "UTC")))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("clean-up")
                .hasMessageContaining("leave out the seconds");
    }

    @Test
    void aScheduleOfTheConfigurationIsRefused() {
        assertThatThrownBy(() -> Shop.application(new Schedule("${clean.cron}", "UTC")))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("clean-up")
                .hasMessageContaining("${clean.cron}");
    }

    @Test
    void whatIsReadLiveGoesFromTheBrokerToItsTopic() {
        Resource sink = find(knative(), "eventing.knative.dev/v1alpha1 KafkaSink shop-order-placed-v1");
        JsonNode trigger = find(knative(), "eventing.knative.dev/v1 Trigger shop-order-placed-v1")
                .json()
                .path("spec");

        assertThat(sink.json().at("/spec/topic").asText()).isEqualTo(Shop.PLACED_1);
        assertThat(trigger.path("filters").findValuesAsText("type")).containsExactly(Shop.PLACED_1, Shop.PLACED_2);
        assertThat(trigger.at("/subscriber/ref/name").asText()).isEqualTo("shop-order-placed-v1");
    }

    @Test
    void whatAFunctionGaveUpOnGoesFromTheBrokerToItsTopic() {
        Resource sink = find(knative(), "eventing.knative.dev/v1alpha1 KafkaSink shop-order-placed-v1-dead-letter");
        JsonNode trigger = find(knative(), "eventing.knative.dev/v1 Trigger shop-order-placed-v1-dead-letter")
                .json()
                .path("spec");

        assertThat(sink.json().at("/spec/topic").asText()).isEqualTo("shop.order.placed.v1.dead-letter");
        assertThat(trigger.at("/filter/attributes/type").asText()).isEqualTo("shop.order.placed.v1.dead-letter");
    }

    @Test
    void versionsShareOneTopic() {
        assertThat(topics().resources.stream()
                        .map(each -> each.json().at("/spec/topicName").asText()))
                .containsExactly(
                        Shop.CLEANUP,
                        Shop.CLEANUP + ".dead-letter",
                        Shop.PLACED_1,
                        Shop.PLACED_1 + ".dead-letter",
                        Shop.SHIPPED,
                        Shop.SHIPPED + ".dead-letter");
    }

    @Test
    void aFunctionHasWhatThePlatformSettledForIt() {
        JsonNode container = find(kafka(), "apps/v1 Deployment ship").container();

        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("512Mi");
        assertThat(container.at("/env/0/value").asText()).isEqualTo("say \"hi\": {x} # no comment");
        assertThat(container.path("envFrom").findValues("secretRef").toString()).contains("mail");
    }

    @Test
    void theNamespaceIsInTheGroupsThatScaleAndInTheMigration() {
        JsonNode scaled = find(kafka(), "keda.sh/v1alpha1 ScaledObject ship").json();
        JsonNode migrations = find(kafka(), "batch/v1 Job migrations").container();

        assertThat(scaled.at("/spec/triggers/0/metadata/consumerGroup").asText())
                .isEqualTo("shop.eu.ship");
        assertThat(migrations.path("env").toString()).contains("{\"name\":\"BATON_NAMESPACE\",\"value\":\"shop.eu\"}");
    }

    @Test
    void theRelayOfTheKafkaOverlayIsToldOfKafka() {
        JsonNode patch = Crds.documents(folder.resolve("overlays/kafka/relay-patch.yaml"))
                .get(0);

        assertThat(patch.at("/0/value/configMapRef/name").asText()).isEqualTo("kafka");
    }

    @Test
    void theRelayOfTheKnativeOverlayKnowsTheAddressesOfTheFunctions() {
        JsonNode patch = Crds.documents(folder.resolve("overlays/knative-broker/wake-patch.yaml"))
                .get(0);

        assertThat(patch.findValues("value").toString())
                .contains("{\"name\":\"BATON_RELAY_NAMESPACE\",\"value\":\"shop.eu\"}")
                .contains("{\"name\":\"BATON_FUNCTIONS__SHIP__URL\",\"value\":\"http://ship.shop.svc.cluster.local\"}");
    }

    @Test
    void aServiceWithAManagementPortIsProbedThereAndShowsItsMetricsOnlyToWhoScrapesThem() {
        Resource web = find(kafka(), "apps/v1 Deployment web");
        JsonNode metrics = find(kafka(), "networking.k8s.io/v1 NetworkPolicy web-metrics")
                .json()
                .path("spec");

        assertThat(web.container().findValuesAsText("port"))
                .containsOnly("9000")
                .hasSize(2);
        assertThat(find(kafka(), "v1 Service web").json().toString()).doesNotContain("9000");
        assertThat(metrics.at("/podSelector/matchLabels").toString()).isEqualTo("{\"app.kubernetes.io/name\":\"web\"}");
        assertThat(metrics.at("/ingress/0/ports").toString()).isEqualTo("[{\"port\":9000}]");
        assertThat(metrics.at("/ingress/0/from").toString()).contains("monitoring");
        assertThat(find(kafka(), "networking.k8s.io/v1 NetworkPolicy web")
                        .json()
                        .at("/spec/ingress")
                        .toString())
                .isEqualTo("[{\"ports\":[{\"port\":8080}]}]");
    }

    @Test
    void whatIsReadLiveMustBeATopicOfTheApplication() {
        assertThatThrownBy(() -> Manifests.of(Shop.application(), Shop.platform(Shop.PLACED_2, "ship")))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("'shop.order.placed.v2'");
    }

    @Test
    void whatThePlatformSettlesMustBeForAFunctionOfTheApplication() {
        assertThatThrownBy(() -> Manifests.of(Shop.application(), Shop.platform(Shop.PLACED_1, "shipp")))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("'shipp'");
    }

    @Test
    void aNameThatKubernetesDoesNotTakeIsRefused() {
        Function function = new Function("Ship_It", List.of(Shop.PLACED_1), Shop.PLACED_1, List.of(), null);

        assertThatThrownBy(() -> new Application("shop", "shop.eu", List.of(), List.of(function)))
                .isInstanceOf(ManifestsException.class)
                .hasMessageContaining("'Ship_It'");
    }
}
