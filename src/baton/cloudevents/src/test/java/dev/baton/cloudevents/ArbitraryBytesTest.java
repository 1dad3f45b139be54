package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Any input is either an event or the one documented exception, and every event can be written again. */
class ArbitraryBytesTest {

    private static final Arbitrary<String> NAMES = Arbitraries.oneOf(
            Arbitraries.of(
                    "specversion",
                    "id",
                    "source",
                    "type",
                    "subject",
                    "time",
                    "dataschema",
                    "datacontenttype",
                    "data",
                    "data_base64",
                    "team",
                    ""),
            Arbitraries.strings().ofMaxLength(5));

    private static final Arbitrary<byte[]> VALUES = Arbitraries.oneOf(
            Arbitraries.of(
                            "1.0",
                            "0.3",
                            "\"1.0\"",
                            "a",
                            "%C0%A0",
                            "%00",
                            "%",
                            "\"a\\",
                            "2016-12-31T23:59:60Z",
                            "http://[",
                            "",
                            "\"")
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(10));

    private static final Arbitrary<String> CONTENT_TYPES = Arbitraries.of(
                    "application/json",
                    "application/cloudevents+json",
                    "application/cloudevents-batch+json",
                    "application/cloudevents+json; charset=utf-16",
                    "application/cloudevents+json; charset=klingon",
                    "application/cloudevents+json; charset=\"",
                    "application/cloudevents+avro",
                    "text/plain;charset=%%",
                    ";")
            .injectNull(0.1);

    private static final Arbitrary<byte[]> BODIES = Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(30),
            brokenJson().map(json -> json.getBytes(StandardCharsets.UTF_8)),
            brokenJson().map(json -> json.getBytes(StandardCharsets.UTF_16)),
            Arbitraries.of("[".repeat(5_000), "{\"data\":".repeat(3_000), "9".repeat(5_000))
                    .map(json -> json.getBytes(StandardCharsets.UTF_8)));

    /** Generates lists with one header for each attribute of an event, and some more. */
    @Provide
    Arbitrary<List<Map.Entry<String, byte[]>>> headers() {
        Arbitrary<Map.Entry<String, byte[]>> any =
                Combinators.combine(NAMES, VALUES).as((name, value) -> Map.entry(name, value));
        return any.list().ofMaxSize(4).map(more -> {
            List<Map.Entry<String, byte[]>> all = new ArrayList<>(more);
            for (String name : List.of("specversion", "id", "source", "type")) {
                if (more.size() < 4) {
                    all.add(Map.entry(name, "1.0".getBytes(StandardCharsets.UTF_8)));
                }
            }
            return all;
        });
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return CONTENT_TYPES;
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return BODIES;
    }

    private static Arbitrary<String> brokenJson() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"specversion\":\"1.0\"",
                "\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"",
                "\"data\":{\"a\":1.10}",
                "\"data\":\"\\ud800\"",
                "\"datacontenttype\":\"text/plain\"",
                "\"data_base64\":\"*\"",
                "\"team\":1e5",
                "\"team\":{}",
                "null",
                "\"",
                "\u0000",
                " ",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property
    void overHttp(
            @ForAll("headers") List<Map.Entry<String, byte[]>> headers,
            @ForAll("contentTypes") String contentType,
            @ForAll("bodies") byte[] body) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        headers.forEach(header -> lines.add(
                Map.entry("Ce-" + header.getKey(), new String(header.getValue(), StandardCharsets.ISO_8859_1))));
        if (contentType != null) {
            lines.add(Map.entry("Content-Type", contentType));
        }

        check(() -> HttpBinding.read(lines, body, 3));
    }

    @Property
    void overKafka(
            @ForAll("headers") List<Map.Entry<String, byte[]>> headers,
            @ForAll("contentTypes") String contentType,
            @ForAll("bodies") byte[] body) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach(header -> all.add("ce_" + header.getKey(), header.getValue()));
        if (contentType != null) {
            all.add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        }

        check(() -> List.of(KafkaBinding.read(all, body)));
    }

    private static void check(Supplier<List<Event>> reading) {
        List<Event> events;
        try {
            events = reading.get();
        } catch (UnreadableEventException documented) {
            assertThat(documented.getMessage()).isNotBlank();
            assertThat(Text.hasForbidden(documented.getMessage())).isFalse();
            return;
        }
        for (Event event : events) {
            assertThat(JsonFormat.read(JsonFormat.write(event), null).attributes())
                    .isEqualTo(event.attributes());
            assertThat(event.getSource()).isNotNull();
        }
    }
}
