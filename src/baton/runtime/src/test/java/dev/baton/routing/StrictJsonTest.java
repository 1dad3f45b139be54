package dev.baton.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    record Order(
            String aText,
            long number,
            int small,
            BigInteger whole,
            BigDecimal exact,
            boolean flag,
            Instant at,
            OffsetDateTime atOffset,
            ZonedDateTime atZone,
            Duration time,
            List<String> texts) {}

    private final ObjectMapper own = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ObjectMapper strict = StrictJson.of(own);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":3.7}",
                "{\"number\":1e1000000000}",
                "{\"small\":3.0}",
                "{\"small\":3000000000}",
                "{\"whole\":1e1000000000}",
                "{\"a_text\":true}",
                "{\"a_text\":17}",
                "{\"a_text\":1.5}",
                "{\"a_text\":{}}",
                "{\"texts\":[\"a\",1]}",
                "{\"at\":1e1000000000}",
                "{\"at\":-1e99}",
                "{\"at\":1e20}",
                "{\"at_offset\":1e20}",
                "{\"at_zone\":1e20}",
                "{\"time\":1e20}",
                "{} {}",
                "{}]",
                "{} x"
            })
    void isRefused(String json) {
        assertThatThrownBy(() -> strict.readValue(json, Order.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void otherDataIsReadAsTheApplicationReadsIt() throws IOException {
        String json =
                "{\"a_text\":\"x\",\"number\":\"5\",\"exact\":1.10,\"at\":1764406800.25,\"time\":1.5,\"more\":1} \n";

        Order order = strict.readValue(json, Order.class);

        assertThat(order).isEqualTo(own.readValue(json, Order.class));
        assertThat(order.exact()).isEqualTo(new BigDecimal("1.10"));
        assertThat(order.at()).isEqualTo("2025-11-29T09:00:00.250Z");
    }

    @Test
    void theApplicationsOwnMapperStaysAsItIs() throws IOException {
        assertThat(own.readValue("{\"number\":3.7,\"a_text\":17} x", Order.class))
                .extracting(Order::number, Order::aText)
                .containsExactly(3L, "17");
    }
}
