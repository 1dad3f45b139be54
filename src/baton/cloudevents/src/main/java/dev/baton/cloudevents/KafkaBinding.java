package dev.baton.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events as Kafka records: the Kafka protocol binding of CloudEvents 1.0.2. Header values are plain UTF-8 and are not
 * percent-encoded. The key of a record is not part of the event.
 */
public final class KafkaBinding {

    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "content-type";

    private KafkaBinding() {}

    /**
     * Reads the event of a record in binary or structured mode.
     *
     * @throws UnreadableEventException if the record does not hold a readable event
     */
    public static Event read(Headers headers, byte @Nullable [] value) {
        if (value == null) {
            throw UnreadableEventException.malformed("the record has no value");
        }
        String contentType = contentType(headers);
        String mediaType = MediaType.of(contentType);
        if (mediaType.equals(JsonFormat.MEDIA_TYPE)) {
            return JsonFormat.read(value, contentType);
        }
        if (MediaType.isStructured(mediaType)) {
            throw UnreadableEventException.unsupported("the only supported CloudEvents format is "
                    + JsonFormat.MEDIA_TYPE + ", but the record has " + Shown.of(mediaType));
        }
        return binary(headers, contentType, value);
    }

    /**
     * Returns one attribute of a record in binary mode without reading the event, or empty if the attribute is missing
     * or is not UTF-8.
     */
    public static Optional<String> attribute(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(PREFIX + name))
                .map(Header::value)
                .flatMap(Text::utf8);
    }

    /**
     * Returns whether the record is in structured mode.
     *
     * @throws UnreadableEventException if its content type can't be read, as {@link #read} does
     */
    public static boolean isStructured(Headers headers) {
        return MediaType.isStructured(contentType(headers));
    }

    /**
     * Adds the headers of the event in binary mode. Uses structured mode if the data is itself a structured event,
     * because readers would take that for the event.
     *
     * @return the record's value, never null
     */
    public static byte[] write(Event event, Headers headers) {
        if (MediaType.isStructured(event.getDataContentType())) {
            return writeStructured(event, headers);
        }
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            String name = attribute.getKey();
            headers.add(
                    name.equals(AttributeNames.DATA_CONTENT_TYPE) ? CONTENT_TYPE : PREFIX + name,
                    attribute.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return event.data();
    }

    /** Does the same as {@link #write}, but always in structured mode. */
    public static byte[] writeStructured(Event event, Headers headers) {
        headers.add(CONTENT_TYPE, JsonFormat.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));
        return JsonFormat.write(event);
    }

    private static Event binary(Headers headers, @Nullable String contentType, byte[] value) {
        Attributes attributes = new Attributes();
        boolean any = false;
        for (Header header : headers) {
            if (header.key().startsWith(PREFIX)) {
                any = true;
                add(attributes, header);
            }
        }
        if (!any) {
            throw UnreadableEventException.malformed("it has no CloudEvents headers");
        }
        if (contentType != null) {
            attributes.add(AttributeNames.DATA_CONTENT_TYPE, contentType);
        }
        return attributes.event(value);
    }

    private static void add(Attributes attributes, Header header) {
        String name = header.key().substring(PREFIX.length());
        if (name.equals(AttributeNames.DATA_CONTENT_TYPE)) {
            throw Attributes.wrong(name, "it must be the header " + CONTENT_TYPE);
        }
        attributes.add(name, text(header));
    }

    private static @Nullable String contentType(Headers headers) {
        String contentType = null;
        for (Header header : headers) {
            if (header.key().equalsIgnoreCase(CONTENT_TYPE)) {
                if (contentType != null) {
                    throw UnreadableEventException.malformed("the header content-type occurs twice");
                }
                contentType = text(header);
            }
        }
        return contentType;
    }

    private static String text(Header header) {
        byte[] value = header.value();
        String text = value == null ? null : Text.utf8OrNull(value);
        if (text == null) {
            throw UnreadableEventException.malformed(
                    "the header " + Shown.of(header.key()) + (value == null ? " has no value" : " is not UTF-8"));
        }
        return text;
    }
}
