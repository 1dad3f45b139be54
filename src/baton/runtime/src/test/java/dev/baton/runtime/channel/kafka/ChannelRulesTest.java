package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelRulesTest {

    private static final SmallRyeConfig NOTHING = new SmallRyeConfigBuilder().build();

    @ParameterizedTest
    @CsvSource({
        "commit-strategy, throttled",
        "commit-strategy, latest",
        "commit-strategy, ignore",
        "commit-strategy, checkpoint",
        "failure-strategy, fail",
        "failure-strategy, ignore",
        "failure-strategy, dead-letter-queue",
        "failure-strategy, delayed-retry-topic",
        "batch, false",
        "cloud-events, true",
        "pause-if-no-requests, true",
        "retry, true",
        "broadcast, true",
        "partitions, 3",
        "concurrency, 2",
        "assign-seek, 0:17"
    })
    void anAttributeThatWouldBreakAGuaranteeIsRefused(String attribute, String value) {
        SmallRyeConfig channel =
                new SmallRyeConfigBuilder().withDefaultValue(attribute, value).build();

        assertThatThrownBy(() -> ChannelRules.check("ship", channel, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(attribute + "=" + value)
                .hasMessageContaining("function ship")
                .hasMessageContaining("Remove the setting (mp.messaging.incoming.ship." + attribute);
    }

    @ParameterizedTest
    @CsvSource({
        "enable.auto.commit, true",
        "isolation.level, read_uncommitted",
        "key.deserializer, org.apache.kafka.common.serialization.StringDeserializer",
        "value.deserializer, org.apache.kafka.common.serialization.StringDeserializer"
    })
    void aSettingOfTheClientThatWouldBreakAGuaranteeIsRefused(String setting, String value) {
        assertThatThrownBy(() -> ChannelRules.check("ship", NOTHING, Map.of(setting, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting + "=" + value)
                .hasMessageContaining("kafka." + setting);
    }

    @Test
    void valuesThatKeepTheGuaranteesAreTaken() {
        SmallRyeConfig channel = new SmallRyeConfigBuilder()
                .withDefaultValue("commit-strategy", "baton")
                .withDefaultValue("batch", "true")
                .withDefaultValue("partitions", "1")
                .build();

        assertThatCode(() -> ChannelRules.check(
                        "ship",
                        channel,
                        Map.of(
                                "isolation.level",
                                "READ_COMMITTED",
                                "enable.auto.commit",
                                false,
                                "key.deserializer",
                                ByteArrayDeserializer.class)))
                .doesNotThrowAnyException();
    }
}
