package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be reached, as whom processes run, and whose events are taken, in every folder of manifests. */
abstract class SecurityContract {

    abstract List<String> functions();

    abstract List<Resource> all();

    abstract Kustomization knative();

    abstract Kustomization senderIdentity();

    /** The cluster's own pods, NodeLocal DNSCache (which runs in the network of the node), and OpenShift's DNS. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            53   | {"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}
            53   | {"ipBlock":{"cidr":"169.254.20.10/32"}}
            5353 | {"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"openshift-dns"}},\
            "podSelector":{"matchLabels":{"dns.operator.openshift.io/daemonset-dns":"default"}}}
            """)
    void everyProcessReachesTheDnsOfTheCluster(int port, String peer) {
        List<Resource> policies = all().stream()
                .filter(each -> each.kind().equals("NetworkPolicy"))
                .filter(each -> each.name().equals("all-processes"))
                .toList();

        assertThat(policies).isNotEmpty().allSatisfy(policy -> {
            List<JsonNode> rules = StreamSupport.stream(
                            policy.json().at("/spec/egress").spliterator(), false)
                    .filter(rule -> rule.path("to").toString().contains(peer))
                    .toList();
            assertThat(rules).hasSize(1);
            assertThat(rules.get(0).path("ports").toString())
                    .isEqualTo("[{\"port\":%d,\"protocol\":\"UDP\"},{\"port\":%d,\"protocol\":\"TCP\"}]"
                            .formatted(port, port));
        });
    }

    /** OpenShift refuses a pod that names a user outside of the range of its namespace. */
    @Test
    void noPodNamesAUserOrAGroup() {
        assertThat(all()).filteredOn(Resource::runsPods).isNotEmpty().allSatisfy(each -> {
            assertThat(each.pod().toString()).doesNotContain("runAsUser", "runAsGroup", "fsGroup");
            assertThat(each.container().at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
        });
    }

    @Test
    void withSenderIdentityEachFunctionDemandsTheTokenThatItsSendersGet() {
        List<Resource> changed = senderIdentity().changed(knative());

        for (String function : functions()) {
            String audience =
                    variable(only(changed, "serving.knative.dev/v1 Service " + function), "BATON_HTTP_OIDC_AUDIENCE");
            assertThat(audience).endsWith("/" + function);
            assertThat(only(changed, "eventing.knative.dev/v1 Trigger " + function)
                            .json()
                            .at("/spec/subscriber/audience")
                            .asText())
                    .isEqualTo(audience);
            knative().resources.stream()
                    .filter(each -> each.id().equals("sources.knative.dev/v1 PingSource " + function))
                    .forEach(ping -> assertThat(only(changed, ping.id())
                                    .json()
                                    .at("/spec/sink/audience")
                                    .asText())
                            .isEqualTo(audience));
        }
    }

    @Test
    void withSenderIdentityTheRelayHasATokenForEachFunction() {
        List<Resource> changed = senderIdentity().changed(knative());
        List<JsonNode> tokens = only(changed, "apps/v1 Deployment relay").pod().findValues("serviceAccountToken");

        assertThat(tokens)
                .extracting(token -> token.path("path").asText())
                .containsExactlyInAnyOrderElementsOf(functions());
        assertThat(tokens)
                .extracting(token -> token.path("audience").asText())
                .containsExactlyInAnyOrderElementsOf(functions().stream()
                        .map(function -> variable(
                                only(changed, "serving.knative.dev/v1 Service " + function),
                                "BATON_HTTP_OIDC_AUDIENCE"))
                        .toList());
    }

    @Test
    void withSenderIdentityTheBrokerTakesEventsOfItsSendersOnly() {
        JsonNode policy = only(senderIdentity().resources, "eventing.knative.dev/v1alpha1 EventPolicy broker")
                .json();
        List<String> allowed = policy.at("/spec/from").findValues("ref").stream()
                .map(Resource::idOf)
                .toList();
        Stream<String> bound = knative().resources.stream()
                .filter(each -> each.kind().equals("SinkBinding"))
                .map(Resource::id);
        Stream<String> replying = functions().stream().map(name -> "eventing.knative.dev/v1 Trigger " + name);

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(bound, replying).toList());
        assertThat(Resource.idOf(policy.at("/spec/to/0/ref")))
                .isEqualTo(only(
                                knative().resources,
                                "eventing.knative.dev/v1 Broker "
                                        + policy.at("/metadata/namespace").asText())
                        .id());
    }

    @Test
    void whatSenderIdentityAddsAndChangesFitsTheModels() {
        StrictModels models = new StrictModels();
        Stream.concat(senderIdentity().resources.stream(), senderIdentity().changed(knative()).stream())
                .forEach(each -> assertThatCode(() -> models.read(each.json()))
                        .as(each.id())
                        .doesNotThrowAnyException());
    }

    private static Resource only(List<Resource> in, String id) {
        List<Resource> found = in.stream().filter(each -> each.id().equals(id)).toList();
        assertThat(found).as(id).hasSize(1);
        return found.get(0);
    }

    private static String variable(Resource process, String name) {
        return StreamSupport.stream(process.container().path("env").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(process.id() + " has no variable " + name));
    }
}
