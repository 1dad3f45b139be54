package dev.baton.cloudevents;

import dev.baton.cloudevents.UnreadableEventException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events as HTTP messages: the HTTP protocol binding of CloudEvents 1.0.2. Headers are read as HTTP servers and
 * clients provide them: with one char per byte, and with all lines of the same name. Vert.x' {@code MultiMap} is such
 * an {@code Iterable}.
 */
public final class HttpBinding {

    private static final String PREFIX = "ce-";
    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String NO_ENCODING = "identity";

    /** HTTP servers accept about 8 KiB of headers, and a message has other headers than the event's. */
    private static final int MOST_HEADER_BYTES = 4 * 1024;

    private static final List<String> IDENTIFYING =
            List.of(AttributeNames.ID, AttributeNames.SOURCE, AttributeNames.TYPE);
    private static final int LONGEST_COPY = 1024;

    private static final int BETWEEN_NAME_AND_VALUE = 2;
    private static final int LINE_END = 2;

    private HttpBinding() {}

    /**
     * Reads the events of a message in binary, structured or batch mode, in order.
     *
     * @param mostInBatch the largest number of events that a batch may have
     * @throws UnreadableEventException if the message does not hold readable events, holds too many, or is compressed
     */
    public static List<Event> read(Iterable<Map.Entry<String, String>> headers, byte[] body, int mostInBatch) {
        String contentType = contentType(headers);
        String mediaType = MediaType.of(contentType);
        return switch (mediaType) {
            case JsonFormat.MEDIA_TYPE -> List.of(JsonFormat.read(body, contentType));
            case JsonFormat.BATCH_MEDIA_TYPE -> JsonFormat.readBatch(body, contentType, mostInBatch);
            default -> {
                checkFormat(mediaType);
                yield List.of(binary(headers, contentType, body));
            }
        };
    }

    /**
     * Reads the event of a message in binary or structured mode.
     *
     * @throws UnreadableEventException if the message does not hold exactly one readable event
     */
    public static Event readOne(Iterable<Map.Entry<String, String>> headers, byte[] body) {
        if (MediaType.of(contentType(headers)).equals(JsonFormat.BATCH_MEDIA_TYPE)) {
            throw UnreadableEventException.malformed("one event is expected, not a batch");
        }
        return read(headers, body, 1).get(0);
    }

    /** Returns whether the headers announce an event. The message may still not hold one. */
    public static boolean announcesEvent(Iterable<Map.Entry<String, String>> headers) {
        for (Map.Entry<String, String> header : headers) {
            String name = lowerCase(header.getKey());
            if (name.equals(PREFIX + AttributeNames.SPEC_VERSION)
                    || name.equals(CONTENT_TYPE) && MediaType.isStructured(header.getValue())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes the event in binary mode, or in structured mode if an attribute would have to be encoded or the headers
     * would be larger than 4 KiB.
     */
    public static HttpMessage write(Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            String name = attribute.getKey();
            String value = attribute.getValue();
            boolean isContentType = name.equals(AttributeNames.DATA_CONTENT_TYPE);
            String header = isContentType ? "Content-Type" : PREFIX + name;
            bytes += header.length() + BETWEEN_NAME_AND_VALUE + value.length() + LINE_END;
            if (bytes > MOST_HEADER_BYTES
                    || !(isContentType ? fitsContentType(value) : HeaderValue.needsNoEncoding(value))) {
                return writeStructured(event);
            }
            headers.put(header, value);
        }
        return new HttpMessage(headers, event.data());
    }

    /**
     * Writes the event in structured mode. The attributes that identify it are also written as headers if they need no
     * encoding and have at most 1024 characters, for components that route or log requests.
     */
    public static HttpMessage writeStructured(Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", JsonFormat.MEDIA_TYPE);
        for (String name : IDENTIFYING) {
            String value = event.required(name);
            if (value.length() <= LONGEST_COPY && HeaderValue.needsNoEncoding(value)) {
                headers.put(PREFIX + name, value);
            }
        }
        return new HttpMessage(headers, JsonFormat.write(event));
    }

    /** Content types are not percent-encoded, and data that is itself an event would be taken for the event. */
    private static boolean fitsContentType(String value) {
        return value.equals(value.strip())
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                && !MediaType.isStructured(value);
    }

    private static void checkFormat(String mediaType) {
        if (MediaType.isStructured(mediaType)) {
            throw UnreadableEventException.unsupported("the supported CloudEvents formats are " + JsonFormat.MEDIA_TYPE
                    + " and " + JsonFormat.BATCH_MEDIA_TYPE + ", but the message has " + Shown.of(mediaType));
        }
    }

    private static Event binary(
            Iterable<Map.Entry<String, String>> headers, @Nullable String contentType, byte[] body) {
        Attributes attributes = new Attributes();
        boolean any = false;
        for (Map.Entry<String, String> header : headers) {
            String name = lowerCase(header.getKey());
            if (name.startsWith(PREFIX)) {
                any = true;
                add(attributes, name.substring(PREFIX.length()), header.getValue());
            }
        }
        if (attributes.get(AttributeNames.SPEC_VERSION) == null) {
            throw notAnEvent(contentType, any);
        }
        if (contentType != null) {
            attributes.add(AttributeNames.DATA_CONTENT_TYPE, contentType);
        }
        return attributes.event(body);
    }

    private static void add(Attributes attributes, String name, String value) {
        if (name.equals(AttributeNames.DATA_CONTENT_TYPE)) {
            throw Attributes.wrong(name, "it must be the header Content-Type");
        }
        boolean isUri = name.equals(AttributeNames.SOURCE) || name.equals(AttributeNames.DATA_SCHEMA);
        try {
            attributes.add(name, isUri ? HeaderValue.decodeUri(value) : HeaderValue.decode(value));
        } catch (IllegalArgumentException e) {
            throw Attributes.wrong(name, String.valueOf(e.getMessage()));
        }
    }

    private static UnreadableEventException notAnEvent(@Nullable String contentType, boolean anyAttributes) {
        return anyAttributes || contentType == null || contentType.isBlank() || MediaType.isJson(contentType)
                ? UnreadableEventException.malformed("the header ce-specversion is missing")
                : new UnreadableEventException(
                        Reason.UNSUPPORTED,
                        "a message without ce- headers must be " + JsonFormat.MEDIA_TYPE + " or "
                                + JsonFormat.BATCH_MEDIA_TYPE + ", but was " + Shown.of(MediaType.of(contentType)),
                        null);
    }

    private static void checkEncoding(String value) {
        String encoding = value.strip();
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase(NO_ENCODING)) {
            throw UnreadableEventException.unsupported(
                    "the body must not have a Content-Encoding, but had '" + Shown.of(encoding) + "'");
        }
    }

    /** Returns the content type of a message. Checks all headers that determine how the body is read. */
    private static @Nullable String contentType(Iterable<Map.Entry<String, String>> headers) {
        String contentType = null;
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(CONTENT_ENCODING)) {
                checkEncoding(header.getValue());
            } else if (header.getKey().equalsIgnoreCase(CONTENT_TYPE)) {
                if (contentType != null) {
                    throw UnreadableEventException.malformed("the header Content-Type occurs twice");
                }
                contentType = header.getValue();
            }
        }
        return contentType;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
