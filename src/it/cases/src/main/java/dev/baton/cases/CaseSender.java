package dev.baton.cases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends cases to one address, byte for byte.
 *
 * @param address the address to which the cases are sent
 * @param type the CloudEvents type of the events
 * @param data a supplier of the data of a plain event, each time with another identity
 * @param headers the headers of every request
 * @param replies whether the server replies with events
 */
public record CaseSender(
        URI address, String type, Supplier<Map<String, ?>> data, Map<String, String> headers, boolean replies) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+) .*", Pattern.DOTALL);
    private static final Pattern REPLY =
            Pattern.compile("^ce-id: *(.*?)\\r?$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final int PATIENCE_MILLIS = 60_000;

    /** Fails unless the case gets its answer. 202 counts as 200. */
    public void check(HttpCase sent) {
        String id = UUID.randomUUID().toString();
        String answer = send(sent, id, Map.of());
        if (sent.mayClose() && answer.isEmpty()) {
            return;
        }
        int status = status(answer);
        assertThat(status == 202 ? 200 : status).as(answer).isEqualTo(sent.answer());
        if (sent.twin() != null && replies) {
            String twin = send(sent, id, sent.twin());
            assertThat(status(twin)).as(twin).isEqualTo(200);
            assertThat(reply(twin)).isNotNull().isEqualTo(reply(answer));
        }
    }

    private String send(HttpCase sent, String id, @Nullable Map<String, String> changed) {
        byte[] body = body(sent, id);
        Map<String, String> all = headers(sent, id);
        all.putAll(changed);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        line(request, "POST " + address.getPath() + " HTTP/1.1");
        all.forEach((name, value) -> {
            if (value != null) {
                line(request, name + ": " + bytes(value.replace("${id}", id)));
            }
        });
        if (sent.lines() != null) {
            sent.lines().forEach(line -> line(request, line));
        }
        line(request, "Content-Length: " + body.length);
        line(request, "Connection: close");
        line(request, "");
        request.writeBytes(body);
        return exchange(request.toByteArray());
    }

    private Map<String, String> headers(HttpCase sent, String id) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("host", address.getAuthority());
        all.put("prefer", "reply");
        if (sent.isBinary()) {
            all.putAll(Map.of("ce-specversion", "1.0", "ce-type", type, "ce-source", "/cases", "ce-id", id));
            all.putAll(Map.of("ce-subject", "cases", "content-type", "application/json"));
        } else {
            all.put(
                    "content-type",
                    "batch".equals(sent.mode())
                            ? "application/cloudevents-batch+json"
                            : "application/cloudevents+json");
        }
        if (sent.headers() != null) {
            all.putAll(sent.headers());
        }
        return all;
    }

    private byte[] body(HttpCase sent, String id) {
        ObjectNode data = JSON.valueToTree(this.data.get());
        change(data, sent.data());
        String body;
        if (sent.isBinary()) {
            body = sent.body() == null
                    ? write(data)
                    : sent.body().replace("${uuid}", UUID.randomUUID().toString());
        } else {
            ObjectNode event =
                    JSON.valueToTree(Map.of("specversion", "1.0", "type", type, "source", "/cases", "id", id));
            event.put("subject", "cases")
                    .put("datacontenttype", "application/json")
                    .set("data", data);
            change(event, sent.members());
            body = "batch".equals(sent.mode()) ? "[" + write(event) + "]" : write(event);
        }
        return (body + (sent.after() == null ? "" : sent.after())).getBytes(UTF_8);
    }

    private static void change(ObjectNode object, @Nullable JsonNode members) {
        if (members != null) {
            members.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
        }
    }

    /** Leaves unpaired surrogates escaped. */
    private static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(String value) {
        return BYTE.matcher(value)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static void line(ByteArrayOutputStream request, String line) {
        request.writeBytes((line + "\r\n").getBytes(ISO_8859_1));
    }

    private String exchange(byte[] request) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) { // closed before it had read all of the request
            return answer.toString(ISO_8859_1);
        }
        return answer.toString(ISO_8859_1);
    }

    private static int status(String answer) {
        Matcher status = STATUS.matcher(answer);
        return status.matches() ? Integer.parseInt(status.group(1)) : 0;
    }

    private static @Nullable String reply(String answer) {
        Matcher reply = REPLY.matcher(answer);
        return reply.find() ? reply.group(1) : null;
    }
}
