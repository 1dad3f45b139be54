package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    private static final ObjectMapper MAPPER = StrictJson.of(new ObjectMapper().registerModule(new JavaTimeModule()));

    record Usual(Instant at) {}

    record Swapped(
            @JsonFormat(pattern = "yyyy-dd-MM'T'HH:mm:ss'Z'", timezone = "UTC")
            Instant at) {}

    @Property
    void whatJavaWritesIsRead(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds, @ForAll int fraction) {
        for (int nanos : new int[] {0, 1_000_000, 123_000, Math.floorMod(fraction, 1_000_000_000)}) {
            Instant time = Instant.ofEpochSecond(seconds, nanos);

            assertThat(UtcTime.read(time.toString())).contains(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-30T18:00:00",
                "2026-11-30T18:00:00.Z",
                "2026-11-30T18:00:00.1234567890Z",
                "2026-11-30T18:00:00,1Z",
                "2026-11-30T18:00:00.1 Z",
                "2026-11-30T18:00:00z",
                "2026-11-30t18:00:00Z",
                "2026-11-30 18:00:00Z",
                "2026-11-30T18:00:00+01:00",
                "2026-11-30T18:00Z",
                "+12026-11-30T18:00:00Z",
                "-026-11-30T18:00:00Z",
                "2026-02-29T18:00:00Z",
                "2026-13-01T18:00:00Z",
                "2026-11-30T24:00:00Z",
                "2026-11-30T18:60:00Z",
                "2026-11-30T23:59:60Z",
                "٢٠٢٦-11-30T18:00:00Z"
            })
    void anythingElseIsLeftToJackson(String text) throws JsonProcessingException {
        assertThat(UtcTime.read(text)).isEmpty();
        assertThat(read(text)).isEqualTo(readByJackson(text));
    }

    @Test
    void aFormatOfTheMemberCounts() throws JsonProcessingException {
        String json = "{\"at\":\"2026-01-02T03:04:05Z\"}";

        assertThat(MAPPER.readValue(json, Usual.class).at()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(MAPPER.readValue(json, Swapped.class).at()).isEqualTo("2026-02-01T03:04:05Z");
        assertThatThrownBy(() -> MAPPER.readValue("{\"at\":\"2026-01-13T03:04:05Z\"}", Swapped.class))
                .isInstanceOf(JsonMappingException.class);
    }

    private static Optional<Instant> read(String text) throws JsonProcessingException {
        try {
            return Optional.ofNullable(
                    MAPPER.readValue("{\"at\":\"" + text + "\"}", Usual.class).at());
        } catch (JsonMappingException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> readByJackson(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
