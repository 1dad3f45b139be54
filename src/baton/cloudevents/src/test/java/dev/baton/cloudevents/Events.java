package dev.baton.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates all kinds of events that CloudEvents allows. */
final class Events {

    private static final Arbitrary<String> TEXT =
            Arbitraries.strings().ofMinLength(1).ofMaxLength(40).filter(text -> !Text.hasForbidden(text));

    private static final Arbitrary<String> TRICKY = Arbitraries.of(
            "50% off",
            "%41",
            "%2541",
            "\"quoted\"",
            "a\\\"b",
            "\"",
            " a",
            "größe",
            "\uD83D\uDE00",
            "a?",
            "x".repeat(5_000),
            "application/cloudevents+json",
            "\uFFFD");

    private static final Arbitrary<String> VALUES = Arbitraries.oneOf(TEXT, TRICKY);

    private static final Arbitrary<String> SOURCES = Arbitraries.of(
            "/cases",
            "/files/a%20b",
            "/files/m%C3%BCller",
            "/files/m%25C3%25BCller",
            "/a%2Fb",
            "/a%25",
            "urn:x:größe",
            "https://example.org/?q=a&b=%22#f",
            "//host_name/x",
            "a");

    private static final Arbitrary<String> TIMES = Arbitraries.of(
            "2026-11-29T09:00:00.123456789012Z",
            "2016-12-31T23:59:60Z",
            "2026-11-29t09:00:00z",
            "2026-11-29T09:00:00-00:00",
            "0000-01-01T00:00:00.0+23:59");

    private static final Arbitrary<String> JSON_TYPES = Arbitraries.of(
            "application/json", "Application/JSON", "text/json", "application/vnd.acme.v1+json; charset=UTF-8");

    private static final Arbitrary<String> OTHER_TYPES = Arbitraries.of(
            "text/plain; charset=utf-8",
            "image/png",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/xml");

    private static final Arbitrary<byte[]> JSON = Arbitraries.of(
                    "{\"n\":1.10,\"m\":12345678901234567890,\"x\":1e1000000000,\"n\":\"twice\"}",
                    "[ 1.0 , 2 ]",
                    "\"text \\ud800\"",
                    "null",
                    "true",
                    "-0",
                    "{\"größe\" : \"\uD83D\uDE00\"}")
            .map(json -> json.getBytes(StandardCharsets.UTF_8));

    private static final Arbitrary<byte[]> BYTES =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(50);

    private Events() {}

    static Arbitrary<Event> any() {
        Arbitrary<Map<String, String>> extensions = Arbitraries.maps(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(10)
                                .filter(name -> !Attributes.CORE.contains(name) && Attributes.isName(name)),
                        Arbitraries.oneOf(VALUES, Arbitraries.just("")))
                .ofMaxSize(3);
        return Combinators.combine(
                        VALUES,
                        SOURCES,
                        VALUES,
                        optional(VALUES),
                        optional(TIMES),
                        optional(SOURCES),
                        extensions,
                        data())
                .as((id, source, type, subject, time, schema, more, data) -> {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attributes.put("specversion", "1.0");
                    attributes.put("id", id);
                    attributes.put("source", source);
                    attributes.put("type", type);
                    put(attributes, "subject", subject);
                    put(attributes, "time", time);
                    put(attributes, "dataschema", schema);
                    put(attributes, "datacontenttype", data.contentType());
                    attributes.putAll(more);
                    return Event.of(attributes, data.bytes());
                });
    }

    private record Data(String contentType, byte[] bytes) {}

    private static Arbitrary<Data> data() {
        return Arbitraries.oneOf(
                Combinators.combine(optional(JSON_TYPES), JSON).as(Data::new),
                Combinators.combine(optional(JSON_TYPES), BYTES.filter(Events::hasNoWhiteSpaceAround))
                        .as(Data::new),
                Combinators.combine(OTHER_TYPES, BYTES).as(Data::new),
                Combinators.combine(OTHER_TYPES, JSON).as(Data::new));
    }

    /**
     * Returns whether the JSON has no white space around its value, which would not survive structured mode: see {@link
     * JsonFormat#write}.
     */
    private static boolean hasNoWhiteSpaceAround(byte[] json) {
        return json.length == 0 || " \t\r\n".indexOf(json[0]) < 0 && " \t\r\n".indexOf(json[json.length - 1]) < 0;
    }

    private static <T> Arbitrary<T> optional(Arbitrary<T> values) {
        return values.injectNull(0.3);
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
