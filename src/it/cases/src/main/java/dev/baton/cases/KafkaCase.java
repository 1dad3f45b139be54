package dev.baton.cases;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record, described by its differences from a plain one, and the expected outcome.
 *
 * @param headers replace those of the plain record; a null takes one away; {@code \xNN} is a byte, {@code ${id}} the
 *     event's id
 * @param only are all headers
 * @param extra are added
 * @param structured changes the event, in structured mode
 * @param contentType in structured mode
 * @param after follows the value
 * @param tombstone whether there is no value
 * @param key of the record
 * @param outcome {@code handled}, {@code dead letter} or {@code skipped}
 * @param id the CloudEvents id that it has then, where it differs from that of a plain one
 */
public record KafkaCase(
        String name,
        @Nullable Map<String, String> headers,
        @Nullable Map<String, String> only,
        @Nullable List<List<String>> extra,
        @Nullable JsonNode structured,
        @Nullable String contentType,
        @Nullable String after,
        boolean tombstone,
        @Nullable String key,
        String outcome,
        @Nullable String id) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

    /** Returns whether the record holds an event: what follows its data is found by the reader of the data. */
    public boolean isEvent() {
        return !outcome.equals("dead letter") || structured == null && after != null;
    }

    /** The id of the event, whose plain id is this. */
    public String idOf(String plain) {
        return id == null ? plain : id.replace("${id}", plain);
    }

    /** The headers of the record. */
    public Headers headers(String type, String id) {
        Map<String, String> all = new LinkedHashMap<>();
        if (only != null) {
            all.putAll(only);
        } else if (structured != null) {
            all.put("content-type", contentType == null ? "application/cloudevents+json" : contentType);
        } else {
            all.putAll(Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", "/cases", "ce_type", type));
            all.putAll(Map.of("ce_subject", "cases", "content-type", "application/json"));
            all.putAll(headers == null ? Map.of() : headers);
        }
        Headers written = new RecordHeaders();
        all.forEach((name, value) -> add(written, name, value, id));
        for (List<String> header : extra == null ? new ArrayList<List<String>>() : extra) {
            add(written, header.get(0), header.get(1), id);
        }
        return written;
    }

    /** The value of the record, with this JSON as the event's data. */
    public byte @Nullable [] value(String type, String id, String data) {
        if (tombstone) {
            return null;
        }
        String value = structured == null ? data : event(structured, type, id, data);
        return (value + (after == null ? "" : after)).getBytes(UTF_8);
    }

    private static String event(JsonNode structured, String type, String id, String data) {
        ObjectNode event = JSON.valueToTree(Map.of("specversion", "1.0", "type", type, "source", "/cases", "id", id));
        event.put("subject", "cases").put("datacontenttype", "application/json");
        structured.properties().forEach(member -> event.set(member.getKey(), member.getValue()));
        return event.toString().replaceAll("}$", Matcher.quoteReplacement(",\"data\":" + data + "}"));
    }

    private static void add(Headers headers, String name, @Nullable String value, String id) {
        if (value != null) {
            String bytes = BYTE.matcher(value.replace("${id}", id))
                    .replaceAll(found ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
            headers.add(name, bytes.getBytes(ISO_8859_1));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
