package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAssignmentTest {

    private static final List<String> FUNCTIONS = List.of("ship", "bill");

    @Test
    void aChannelForEachFunctionIsFine() {
        assertThatCode(() -> check(Map.of("ship", "orders", "bill", "invoices")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFunctionThatDoesNotExistIsWrongUse() {
        assertThatThrownBy(() -> check(Map.of("shipp", "orders")))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("baton.functions.shipp.channel=orders")
                .hasMessageContaining("the functions are [ship, bill]");
    }

    @Test
    void oneChannelForTwoFunctionsIsWrongUse() {
        assertThatThrownBy(() -> check(Map.of("ship", "orders", "bill", "orders")))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("both have channel=orders");
    }

    @ParameterizedTest
    @CsvSource({"orders, mp.messaging.incoming.orders", "shop.orders, mp.messaging.incoming.\"shop.orders\""})
    void aChannelOfTheKafkaConnectorIsWrongUse(String channel, String prefix) {
        assertThatThrownBy(() -> check(Map.of("ship", channel), Map.of(prefix + ".connector", "smallrye-kafka")))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("baton.functions.ship.channel=" + channel)
                .hasMessageContaining("mp.messaging.incoming.ship.*");
    }

    private static void check(Map<String, String> channels) {
        check(channels, Map.of());
    }

    private static void check(Map<String, String> channels, Map<String, String> more) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();
        config.withDefaultValues(more);
        channels.forEach(
                (function, channel) -> config.withDefaultValue("baton.functions." + function + ".channel", channel));
        ChannelAssignmentBuildItem.read(config.build(), FUNCTIONS);
    }
}
