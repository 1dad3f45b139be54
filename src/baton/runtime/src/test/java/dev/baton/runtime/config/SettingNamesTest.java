package dev.baton.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

    private static final SettingNames NAMES = new SettingNames(List.of(
            "baton.delivery.batch-size",
            "baton.delivery.concurrency",
            "baton.functions.*.channel",
            "baton.functions.*.retry.attempts",
            "baton.namespace",
            "baton.http.webhook-origins",
            "baton.http.webhook-origins[*]",
            "baton.schema.*"));

    @ParameterizedTest
    @CsvSource({
        "baton.delivery.batchsize, baton.delivery.batch-size",
        "baton.delivery.batch_size, baton.delivery.batch-size",
        "baton.concurrency, baton.delivery.concurrency",
        "baton.name-space, baton.namespace",
        "baton.functions.ship.retries.attempts, baton.functions.ship.retry.attempts",
    })
    void anUnknownSettingIsNamedWithTheMostSimilarOne(String unknown, String similar) {
        assertThat(NAMES.unknown(source(unknown)))
                .extracting(NAMES::problem)
                .containsExactly(unknown
                        + " is not a setting of Baton (set in PropertiesConfigSource[source=a test]). The most"
                        + " similar one is "
                        + similar + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baton.delivery.batch-size",
                "baton.functions.log-message.retry.attempts",
                "baton.functions.\"log-message\".retry.attempts",
                "baton.http.webhook-origins[0]",
                "baton.schema.chat",
                "batons.delivery",
                "quarkus.baton.delivery",
            })
    void aKnownSettingAndAForeignOneAreFine(String name) {
        assertThat(NAMES.unknown(source(name))).isEmpty();
    }

    @Test
    void anUnknownVariableIsNamedButIsNoReasonNotToStart() {
        Map<String, String> variables = Map.of(
                "BATON_DELIVERY_BATCHSIZE", "100",
                "BATON_DELIVERY_BATCH_SIZE", "100",
                "BATON_FUNCTIONS_LOG_MESSAGE_RETRY_ATTEMPTS", "3",
                "BATON_NAMESPACE", "shop",
                "BATON_MIGRATE_WAIT_SECONDS", "60",
                "PATH", "/bin");
        SmallRyeConfig source = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .build();

        assertThat(NAMES.unknown(source)).isEmpty();
        assertThat(NAMES.unknownVariables(variables.keySet()))
                .containsExactly("The environment variable BATON_DELIVERY_BATCHSIZE is not a setting of Baton."
                        + " The most similar one is baton.delivery.batch-size.");
    }

    @Test
    void variablesThatKubernetesSetsForAServiceAreFine() {
        assertThat(NAMES.unknownVariables(List.of(
                        "BATON_RELAY_SERVICE_HOST",
                        "BATON_RELAY_SERVICE_PORT",
                        "BATON_RELAY_SERVICE_PORT_HTTP",
                        "BATON_RELAY_PORT",
                        "BATON_RELAY_PORT_8080_TCP",
                        "BATON_RELAY_PORT_8080_TCP_ADDR")))
                .isEmpty();
    }

    private static SmallRyeConfig source(String name) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(name, "100"), "a test", 100))
                .build();
    }
}
