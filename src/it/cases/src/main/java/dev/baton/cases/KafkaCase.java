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
 * @param headers the headers that replace those of the plain record; null removes a header; {@code \xNN} is a byte, and
 *     {@code ${id}} is the event's id
 * @param only the only headers of the record, if set
 * @param extra additional headers
 * @param structured the changes of the event, in structured mode
 * @param contentType the content type, in structured mode
 * @param after the text that follows the value
 * @param tombstone whether the record has no value
 * @param key the key of the record
 * @param outcome {@code handled}, {@code dead letter} or {@code skipped}
 * @param id the resulting CloudEvents id, if it differs from that of a plain record
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

    /** Returns whether the record holds an event. Content after its data is detected by the reader of the data. */
    public boolean isEvent() {
        return !outcome.equals("dead letter") || structured == null && after != null;
    }

    /** Returns the id of the event, given its plain id. */
    public String idOf(String plain) {
        return id == null ? plain : id.replace("${id}", plain);
    }

    /** Returns the headers of the record. */
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

    /** Returns the value of the record, with this JSON as the event's data. */
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
