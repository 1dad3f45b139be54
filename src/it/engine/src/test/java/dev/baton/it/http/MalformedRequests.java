package dev.baton.it.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A generator of requests that are malformed in one or more ways. The same seed gives the same requests. */
final class MalformedRequests {

    private static final String[] PATHS = {"/", "/", "/", "/functions/weigh-parcel", "/functions/%20", "/?a=%zz"};
    private static final String[] TYPES = {
        "application/json",
        "application/cloudevents+json",
        "application/cloudevents-batch+json",
        "text/plain",
        "",
        "application/cloudevents+protobuf",
        "application/json; charset=utf-16",
        ";;;",
        "application/cloudevents+json;charset=\"",
        "image/png",
        "application/cloudevents-batch+json; a=b",
        "\u00e4/\u00f6"
    };
    private static final String[] VALUES = {
        "",
        "%",
        "%0",
        "%zz",
        "%C0%A0",
        "%ED%A0%80",
        "%00",
        "\"",
        "\"\\",
        "\"a",
        "\u00ff\u0080",
        "a b",
        "0.3",
        "1.0",
        "-1",
        "1e9",
        "2026-13-45T99:00:00Z",
        "yesterday",
        "http://[",
        "::",
        "%F0%9F%98%80",
        "x".repeat(900),
        "parcels.sent.v1",
        "NaN",
        "{}"
    };
    private static final String[] ATTRIBUTES = {
        "id",
        "source",
        "type",
        "specversion",
        "time",
        "subject",
        "partitionkey",
        "dataschema",
        "data",
        "datacontenttype",
        "bad_name",
        "UPPER",
        "",
        "correlationid",
        "traceparent",
        "x".repeat(40),
        "causationid",
        "data_base64"
    };
    private static final String[] BODIES = {
        "",
        "{",
        "[",
        "]",
        "null",
        "true",
        "0",
        "\"",
        "{}",
        "[]",
        "[{}]",
        "[null]",
        "\u0000",
        "{\"parcel\":\"\\u0000\",\"weight\":1}",
        "{\"parcel\":\"\\ud800\",\"weight\":1}",
        "{\"parcel\":null,\"weight\":null}",
        "{\"parcel\":\"p\",\"weight\":99999999999999}",
        "{\"parcel\":\"p\",\"weight\":-1}",
        "{\"parcel\":{\"a\":[]},\"weight\":1}",
        "[".repeat(5_000),
        "{\"a\":".repeat(2_000),
        "\u00ff\u00fe\u0000",
        "9".repeat(5_000),
        "{\"parcel\":\"p\",\"weight\":1}x"
    };

    private final Random random;

    MalformedRequests(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() {
        return switch (random.nextInt(8)) {
            case 0 -> garbage();
            case 1 -> brokenLength();
            case 2 -> brokenChunks();
            default -> request(headers(), body());
        };
    }

    /** The beginning of a request whose rest never comes, or comes too late. */
    byte[] begun() {
        Map<String, String> headers = headers();
        headers.put("Content-Length", "500");
        return request(headers, body().substring(0, 0));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", pick(TYPES));
        headers.put("ce-specversion", "1.0");
        headers.put("ce-type", "parcels.sent.v1");
        headers.put("ce-source", "/malformed");
        headers.put("ce-id", Long.toHexString(random.nextLong()));
        for (int wrong = random.nextInt(4); wrong > 0; wrong--) {
            headers.put("ce-" + pick(ATTRIBUTES), pick(VALUES));
        }
        if (random.nextInt(3) == 0) {
            headers.remove("ce-" + ATTRIBUTES[random.nextInt(4)]);
        }
        if (random.nextInt(10) == 0) {
            headers.put("Prefer", pick(VALUES));
            headers.put("Content-Encoding", pick(VALUES));
        }
        return headers;
    }

    private String body() {
        return switch (random.nextInt(4)) {
            case 0 -> mutated(HttpCalls.json("m" + random.nextLong(), HttpCalls.parcel("p", 1), ",\"ext\":true"));
            case 1 -> "[" + mutated(HttpCalls.json("m" + random.nextLong(), HttpCalls.parcel("p", 1), "")) + "]";
            case 2 -> mutated(HttpCalls.parcel("p", random.nextInt(100)));
            default -> pick(BODIES);
        };
    }

    private String mutated(String json) {
        StringBuilder mutated = new StringBuilder(json);
        for (int i = random.nextInt(4); i > 0 && mutated.length() > 1; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.setCharAt(at, (char) random.nextInt(256));
                default -> mutated.insert(at, pick(BODIES));
            }
        }
        return mutated.toString();
    }

    private byte[] request(Map<String, String> headers, String body) {
        StringBuilder request = new StringBuilder("POST " + pick(PATHS) + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Content-Length") && !headers.containsKey("Transfer-Encoding")) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return (request + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] brokenLength() {
        Map<String, String> headers = headers();
        headers.put(
                "Content-Length",
                pick("-1", "+5", "5,6", "99999999999999999999", "5 5", "0x10", "", "5000000", "20000000"));
        return request(headers, body());
    }

    private byte[] brokenChunks() {
        Map<String, String> headers = headers();
        headers.put("Transfer-Encoding", pick("chunked", "chunked", "gzip, chunked", "identity, chunked", "nonsense"));
        return request(
                headers,
                pick(
                        "5\r\nhello\r\n0\r\n\r\n",
                        "zz\r\nhello\r\n",
                        "-5\r\n",
                        "ffffffffff\r\nx",
                        "0\r\n\r\n",
                        "\r\n\r\n"));
    }

    private byte[] garbage() {
        ByteArrayOutputStream garbage = new ByteArrayOutputStream();
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        garbage.writeBytes(random.nextBoolean() ? "POST / HTTP/1.1\r\n".getBytes() : new byte[0]);
        garbage.writeBytes(bytes);
        garbage.writeBytes("\r\n\r\n".getBytes());
        return garbage.toByteArray();
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
