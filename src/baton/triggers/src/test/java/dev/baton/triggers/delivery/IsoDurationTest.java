package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S        | PT0S
            PT1S        | PT1S
            PT0.2S      | PT0.2S
            PT0,25S     | PT0.25S
            PT0.000000001S | PT0.000000001S
            PT90M       | PT1H30M
            PT2H3M4.5S  | PT2H3M4.5S
            P1D         | PT24H
            P2W         | PT336H
            P1W2DT3H    | PT219H
            """)
    void reads(String text, Duration duration) {
        assertThat(IsoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "1s",
                "10",
                "PT-1S",
                "-PT1S",
                "P1Y",
                "P1M",
                "PT1",
                "pt1s",
                " PT1S",
                "PT1.S",
                "PT1.5M",
                "PT0.0000000001S",
                "PT1S2M",
                "PT99999999999999999999S",
                "P9223372036854775807W"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> IsoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ISO-8601")
                .hasMessageContaining("'" + text + "'");
    }
}
