package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T09:00:00Z, 2026-11-29T09:00:00Z",
        "2026-11-29t09:00:00z, 2026-11-29T09:00:00Z",
        "2026-11-29T09:00:00.1Z, 2026-11-29T09:00:00.100Z",
        "2026-11-29T09:00:00.1234567899Z, 2026-11-29T09:00:00.123456789Z",
        "2026-11-29T09:00:00+05:30, 2026-11-29T03:30:00Z",
        "2026-11-29T09:00:00-00:00, 2026-11-29T09:00:00Z",
        "2026-11-29T09:00:00+23:59, 2026-11-28T09:01:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999999999Z",
        "2016-12-31T23:59:60.25Z, 2016-12-31T23:59:59.999999999Z",
        "2017-01-01T05:29:60+05:30, 2016-12-31T23:59:59.999999999Z",
        "2016-12-31T00:00:60-23:59, 2016-12-31T23:59:59.999999999Z"
    })
    void isATime(String text, Instant time) {
        assertThat(Rfc3339.parse(text).toInstant()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-29",
                "2026-11-29T09:00Z",
                "2026-11-29T09:00:00",
                "2026-11-29 09:00:00Z",
                "2026-11-29T09:00:00.Z",
                "2026-11-29T09:00:00,5Z",
                "2026-11-29T24:00:00Z",
                "2026-11-29T09:60:00Z",
                "2026-11-29T09:00:61Z",
                "2026-11-29T09:00:60Z",
                "2016-12-31T23:59:60+01:00",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-29T09:00:00+24:00",
                "2026-11-29T09:00:00+01:60",
                "2026-11-29T09:00:00+0100",
                "+2026-11-29T09:00:00Z",
                "12026-11-29T09:00:00Z",
                "２０２６-11-29T09:00:00Z",
                "2026-11-29T09:00:00Z "
            })
    void isNone(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RFC 3339");
    }
}
