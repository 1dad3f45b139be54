package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
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

    enum Color {
        RED,
        GREEN
    }

    record Other(
            double ratio,
            Double boxed,
            float small,
            Float smallBoxed,
            double[] ratios,
            float[] smalls,
            List<Double> list,
            Number any,
            Color color,
            Boolean flag,
            Integer count,
            JsonNode tree,
            Object object,
            Map<String, Object> map) {}

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
                "{\"number\":\"\"}",
                "{\"small\":\" \"}",
                "{\"whole\":\"\"}",
                "{\"exact\":\"\"}",
                "{\"flag\":\"\"}",
                "{\"flag\":1}",
                "{\"flag\":0}",
                "{\"at\":\"\"}",
                "{\"number\":1,\"number\":2}",
                "{\"unknown\":{\"a\":1,\"a\":1}}",
                "{} {}",
                "{}]",
                "{} x"
            })
    void isRefused(String json) {
        assertThatThrownBy(() -> strict.readValue(json, Order.class)).isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ratio\":1e400}",
                "{\"ratio\":\"NaN\"}",
                "{\"ratio\":\"\"}",
                "{\"boxed\":-1e400}",
                "{\"boxed\":\"\"}",
                "{\"boxed\":\"-Infinity\"}",
                "{\"small\":1e39}",
                "{\"small_boxed\":\"INF\"}",
                "{\"ratios\":[1,1e400]}",
                "{\"smalls\":[1e39]}",
                "{\"list\":[1e400]}",
                "{\"any\":\"NaN\"}",
                "{\"color\":1}",
                "{\"color\":\"1\"}",
                "{\"color\":\"\"}",
                "{\"flag\":1}",
                "{\"flag\":\"\"}",
                "{\"count\":\"\"}",
                "{\"tree\":{\"a\":1,\"a\":2}}",
                "{\"map\":{\"a\":1,\"a\":2}}"
            })
    void isNotReadAsSomethingElse(String json) {
        assertThatThrownBy(() -> strict.readValue(json, Other.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void numbersOfNoTypeKeepTheirDigits() throws IOException {
        String number = "12345678901234567.890";
        Other read = strict.readValue(
                "{\"tree\":{\"a\":1.10,\"b\":%1$s},\"object\":%1$s,\"map\":{\"a\":1e400},\"any\":1e400}"
                        .formatted(number),
                Other.class);

        assertThat(read.tree()).hasToString("{\"a\":1.10,\"b\":" + number + "}");
        assertThat(read.object()).isEqualTo(new BigDecimal(number));
        assertThat(read.map()).containsEntry("a", new BigDecimal("1e400"));
        assertThat(read.any()).isEqualTo(new BigDecimal("1e400"));
    }

    @Test
    void finiteNumbersAndConstantsAreRead() throws IOException {
        Other read = strict.readValue(
                "{\"ratio\":1.5,\"boxed\":1e308,\"small\":0.5,\"small_boxed\":null,\"ratios\":[1,2.5],\"smalls\":[],"
                        + "\"list\":[null,1],\"color\":\"GREEN\",\"flag\":true,\"count\":null}",
                Other.class);

        assertThat(read.ratio()).isEqualTo(1.5);
        assertThat(read.boxed()).isEqualTo(1e308);
        assertThat(read.small()).isEqualTo(0.5f);
        assertThat(read.smallBoxed()).isNull();
        assertThat(read.ratios()).containsExactly(1, 2.5);
        assertThat(read.list()).containsExactly(null, 1.0);
        assertThat(read.color()).isEqualTo(Color.GREEN);
        assertThat(read.flag()).isTrue();
        assertThat(read.count()).isNull();
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
        assertThat(own.readValue("{\"number\":3.7,\"a_text\":17,\"a_text\":18} x", Order.class))
                .extracting(Order::number, Order::aText)
                .containsExactly(3L, "18");
        assertThat(own.readTree("1.10")).hasToString("1.1");
    }
}
