package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that apply to every folder of manifests, whatever the application. */
abstract class ManifestsContract extends SecurityContract {

    private static final String KNATIVE = "overlays/knative-broker";
    private static final String KAFKA = "overlays/kafka";
    /** baton.http.drain-timeout, and then baton.kafka.drain-timeout or chat.drain.timeout. */
    private static final int DRAIN_SECONDS = 20 + 20;

    abstract Path folder();

    @Test
    void everyResourceHasNoFieldButThoseOfItsModel() {
        StrictModels models = new StrictModels();
        for (Resource each : all()) {
            assertThatCode(() -> models.read(each.json())).as(each.id()).doesNotThrowAnyException();
        }
    }

    @Test
    void everyFileIsNamedByAKustomization() {
        Set<Path> named = Stream.of(knative(), kafka(), topics(), mtChannelBroker(), senderIdentity())
                .flatMap(each -> each.files.stream())
                .collect(Collectors.toSet());
        List<Path> files = new Folder(folder())
                .files().stream()
                        .filter(file -> !file.endsWith("platform.yaml"))
                        .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void noOverlayHasAResourceTwice() {
        for (Kustomization each : List.of(knative(), kafka(), topics())) {
            assertThat(each.resources.stream().map(Resource::id)).doesNotHaveDuplicates();
        }
    }

    @Test
    void eachFunctionIsAServiceAndATriggerOrADeploymentAndAScaledObject() {
        List<String> knative = ids(knative());
        List<String> kafka = ids(kafka());
        for (String function : functions()) {
            assertThat(knative)
                    .contains(
                            "serving.knative.dev/v1 Service " + function,
                            "eventing.knative.dev/v1 Trigger " + function,
                            "sources.knative.dev/v1 SinkBinding " + function);
            assertThat(kafka).contains("apps/v1 Deployment " + function, "keda.sh/v1alpha1 ScaledObject " + function);
        }
        assertThat(named(knative(), "serving.knative.dev/v1", "Service"))
                .containsExactlyInAnyOrderElementsOf(functions());
        assertThat(named(kafka(), "keda.sh/v1alpha1", "ScaledObject")).containsExactlyInAnyOrderElementsOf(functions());
    }

    @Test
    void whatRefersToAnotherResourceFindsIt() {
        for (Kustomization overlay : List.of(knative(), kafka())) {
            List<String> ids = ids(overlay);
            for (Resource each : overlay.resources) {
                references(each).forEach(id -> assertThat(ids).as(each.id()).contains(id));
            }
        }
    }

    @Test
    void everyTriggerRetriesWithBackoffKeepsOrderAndHasADeadLetterSink() {
        List<Resource> triggers = knative().resources.stream()
                .filter(each -> each.kind().equals("Trigger"))
                .toList();
        assertThat(triggers).isNotEmpty();
        for (Resource each : triggers) {
            JsonNode delivery = each.json().at("/spec/delivery");
            assertThat(delivery.path("retry").asInt()).isEqualTo(10);
            assertThat(delivery.path("backoffPolicy").asText()).isEqualTo("exponential");
            assertThat(delivery.path("backoffDelay").asText()).isEqualTo("PT0.5S");
            assertThat(delivery.at("/deadLetterSink/ref/name").asText()).isEqualTo("dead-letters");
            assertThat(each.json()
                            .at("/metadata/annotations/kafka.eventing.knative.dev~1delivery.order")
                            .asText())
                    .isEqualTo("ordered");
        }
    }

    @Test
    void everyProcessHasNoRightsAndCanChangeNothing() {
        for (Resource each : processes()) {
            assertThat(each.pod().path("automountServiceAccountToken").asText())
                    .as(each.id())
                    .isEqualTo("false");
            JsonNode security = each.container().path("securityContext");
            assertThat(security.toString())
                    .as(each.id())
                    .isEqualTo(
                            "{\"runAsNonRoot\":true,\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                                    + "\"capabilities\":{\"drop\":[\"ALL\"]},\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}");
        }
        assertThat(all().stream()
                        .filter(each -> each.kind().equals("ServiceAccount"))
                        .map(each ->
                                each.json().path("automountServiceAccountToken").asText()))
                .isNotEmpty()
                .containsOnly("false");
        assertThat(all().stream().map(Resource::kind))
                .noneMatch(kind -> kind.contains("Role") || kind.equals("Secret"));
    }

    @Test
    void everyProcessHasRequestsLimitsAndProbes() {
        for (Resource each : processes()) {
            for (String pointer : List.of("requests/cpu", "requests/memory", "limits/cpu", "limits/memory")) {
                assertThat(each.container().at("/resources/" + pointer).asText())
                        .as(each.id() + " " + pointer)
                        .isNotEmpty();
            }
            if (!each.kind().equals("Job")) {
                assertThat(each.container().at("/readinessProbe/httpGet/path").asText())
                        .isEqualTo("/q/health/ready");
                assertThat(each.container().at("/livenessProbe/httpGet/path").asText())
                        .isEqualTo("/q/health/live");
                assertThat(each.container().at("/ports").findValuesAsText("containerPort"))
                        .as(each.id())
                        .contains(each.container()
                                .at("/readinessProbe/httpGet/port")
                                .asText())
                        .contains(each.container()
                                .at("/livenessProbe/httpGet/port")
                                .asText());
            }
        }
    }

    /** Knative allows no hook in its Services; it has its own. */
    @Test
    void everyDeploymentPausesBeforeItStopsAndHasTheTimeToDrain() {
        for (Resource each : processes()) {
            if (each.kind().equals("Deployment")) {
                int pause =
                        each.container().at("/lifecycle/preStop/sleep/seconds").asInt();
                int grace = each.pod().path("terminationGracePeriodSeconds").asInt();
                assertThat(pause).as(each.id()).isPositive();
                assertThat(grace).as(each.id()).isGreaterThan(pause + DRAIN_SECONDS);
            } else {
                assertThat(each.container().path("lifecycle").isMissingNode())
                        .as(each.id())
                        .isTrue();
            }
        }
    }

    @Test
    void theDatabasesAddressAndCredentialsComeFromASecret() {
        for (Resource each : processes()) {
            List<JsonNode> database = new ArrayList<>();
            each.container().path("env").forEach(variable -> {
                if (variable.path("name").asText().matches("QUARKUS_DATASOURCE_(REACTIVE_URL|USERNAME|PASSWORD)")) {
                    database.add(variable);
                }
            });
            assertThat(database).as(each.id()).hasSize(3).allSatisfy(variable -> {
                assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("database");
                assertThat(variable.has("value")).isFalse();
            });
        }
    }

    /**
     * Knative's webhook rejects a timeout or a threshold together with a period of zero, which is its default.
     */
    @Test
    void aReadinessProbeOfAServiceHasAPeriodOrNoTimesAtAll() {
        for (String function : functions()) {
            JsonNode probe = find(knative(), "serving.knative.dev/v1 Service " + function)
                    .container()
                    .path("readinessProbe");
            assertThat(probe.has("timeoutSeconds") || probe.has("failureThreshold"))
                    .as(function)
                    .isEqualTo(probe.has("periodSeconds"));
        }
    }

    /**
     * Without K_SINK, a process would publish to Kafka until its SinkBinding is bound, and no function on Knative reads
     * from there.
     */
    @Test
    void everyProcessThatASinkBindingIsForWaitsForIt() {
        List<String> bound = named(knative(), "sources.knative.dev/v1", "SinkBinding");
        List<String> waiting = new ArrayList<>(knative().patched("sink-patch.yaml"));
        for (String function : functions()) {
            if (find(knative(), "serving.knative.dev/v1 Service " + function)
                    .container()
                    .path("env")
                    .toString()
                    .contains(
                            "{\"name\":\"BATON_RELAY_SINK\",\"value\":\"${K_SINK:http://sink-not-bound.invalid}\"}")) {
                waiting.add(function);
            }
        }

        assertThat(bound).isNotEmpty().containsExactlyInAnyOrderElementsOf(waiting);
    }

    @Test
    void functionsOnKnativeKnowNoKafkaAndConsumersDo() {
        for (String function : functions()) {
            assertThat(configMaps(find(knative(), "serving.knative.dev/v1 Service " + function)))
                    .containsExactly("settings");
            assertThat(configMaps(find(kafka(), "apps/v1 Deployment " + function)))
                    .containsExactly("settings", "kafka");
        }
    }

    /** All resources of both overlays and of the topics. */
    @Override
    final List<Resource> all() {
        return Stream.of(knative(), kafka(), topics())
                .flatMap(each -> each.resources.stream())
                .toList();
    }

    @Override
    final Kustomization knative() {
        return Kustomization.of(folder().resolve(KNATIVE));
    }

    final Kustomization kafka() {
        return Kustomization.of(folder().resolve(KAFKA));
    }

    final Kustomization topics() {
        return Kustomization.of(folder().resolve("topics"));
    }

    static Resource find(Kustomization in, String id) {
        return in.resources.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + id));
    }

    private Kustomization mtChannelBroker() {
        return Kustomization.component(folder().resolve("components/mt-channel-broker"), knative());
    }

    @Override
    final Kustomization senderIdentity() {
        return Kustomization.component(folder().resolve("components/sender-identity"), knative());
    }

    private List<Resource> processes() {
        List<Resource> processes = all().stream().filter(Resource::runsPods).toList();
        assertThat(processes).hasSizeGreaterThan(2 * functions().size());
        return processes;
    }

    private static List<String> ids(Kustomization overlay) {
        return overlay.resources.stream().map(Resource::id).toList();
    }

    private static List<String> named(Kustomization in, String apiVersion, String kind) {
        return in.resources.stream()
                .filter(each -> each.is(apiVersion, kind))
                .map(Resource::name)
                .toList();
    }

    private static List<String> configMaps(Resource process) {
        return process.container().path("envFrom").findValues("configMapRef").stream()
                .map(reference -> reference.path("name").asText())
                .toList();
    }

    private static List<String> references(Resource resource) {
        List<String> ids = new ArrayList<>();
        JsonNode json = resource.json();
        json.findValues("ref").forEach(reference -> ids.add(Resource.idOf(reference)));
        if (json.at("/spec/subject").isObject()) {
            ids.add(Resource.idOf(json.at("/spec/subject")));
        }
        if (resource.kind().equals("Trigger")) {
            ids.add("eventing.knative.dev/v1 Broker " + json.at("/spec/broker").asText());
        }
        if (resource.kind().equals("EventType")) {
            ids.add(Resource.idOf(json.at("/spec/reference")));
        }
        if (resource.kind().equals("Broker")) {
            ids.add(Resource.idOf(json.at("/spec/config")));
        }
        if (resource.kind().equals("ScaledObject")) {
            ids.add("apps/v1 Deployment " + json.at("/spec/scaleTargetRef/name").asText());
        }
        if (resource.runsPods()) {
            ids.add("v1 ServiceAccount "
                    + resource.pod().path("serviceAccountName").asText());
            configMaps(resource).forEach(name -> ids.add("v1 ConfigMap " + name));
        }
        return ids;
    }
}
