package dev.baton.cloudevents;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.baton.cloudevents.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON format of CloudEvents 1.0.2. JSON data is read from an event and written into it unchanged: numbers keep
 * their digits, and objects keep the order and number of their members.
 */
public final class JsonFormat {

    /** The media type of one event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** The media type of a batch of events. */
    public static final String BATCH_MEDIA_TYPE = "application/cloudevents-batch+json";

    /** Field names come from outside, and interning would keep them in memory forever. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Data is nested in an event, which may be nested in a batch. Readers must accept the data at that depth. */
    private static final JsonFactory DATA = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(StreamReadConstraints.DEFAULT_MAX_DEPTH - 2)
                    .build())
            .build();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonFormat() {}

    /**
     * Reads an event from JSON in the charset of the content type.
     *
     * @throws UnreadableEventException if the JSON is not an event or something follows the event
     */
    public static Event read(byte[] json, @Nullable String contentType) {
        char[] text = text(json, contentType);
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Event event = JsonEventReader.read(parser, text);
            expectEnd(parser);
            return event;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /**
     * Reads the events of a batch, in order.
     *
     * @throws UnreadableEventException as {@link #read} does, and if there are more events than {@code most}
     */
    public static List<Event> readBatch(byte[] json, @Nullable String contentType, int most) {
        char[] text = text(json, contentType);
        try {
            int size = batchSize(text);
            if (size > most) {
                throw new UnreadableEventException(
                        Reason.TOO_LARGE, "a batch may have no more events than " + most + ", but had " + size, null);
            }
            return batch(text, size);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Counts the events before any of them is read, so that the work for a large batch is bounded. */
    private static int batchSize(char[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw UnreadableEventException.malformed("a batch must be a JSON array of events");
            }
            int size = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                size++;
            }
            expectEnd(parser);
            return size;
        }
    }

    private static List<Event> batch(char[] text, int size) throws IOException {
        List<Event> events = new ArrayList<>(size);
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                events.add(JsonEventReader.read(parser, text));
            }
        }
        return events;
    }

    /**
     * Writes the event as JSON in UTF-8. The data is written in base64 if it is not JSON, is not valid JSON, or is
     * nested too deeply to be read again. White space before and after a JSON value is left out.
     */
    public static byte[] write(Event event) {
        ByteArrayOutputStream written = new ByteArrayOutputStream(event.data().length + 512);
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            writeData(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + event, e);
        }
        return written.toByteArray();
    }

    private static void writeData(Event event, JsonGenerator json) throws IOException {
        byte[] data = event.data();
        if (data.length == 0) {
            return;
        }
        Optional<String> embeddable = embeddable(event);
        if (embeddable.isPresent()) {
            json.writeFieldName(Attributes.DATA);
            json.writeRawValue(embeddable.get());
        } else {
            json.writeFieldName(JsonEventReader.DATA_BASE64);
            json.writeBinary(data);
        }
    }

    /** Returns the data as a JSON value, or empty. Data without a content type is JSON if it can be read as JSON. */
    private static Optional<String> embeddable(Event event) {
        String contentType = event.getDataContentType();
        return contentType == null || MediaType.isJson(contentType)
                ? Text.utf8(event.data()).filter(JsonFormat::isOneValue).map(String::strip)
                : Optional.empty();
    }

    private static boolean isOneValue(String text) {
        try (JsonParser parser = DATA.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw UnreadableEventException.malformed("something follows the JSON value");
        }
    }

    private static char[] text(byte[] json, @Nullable String contentType) {
        CharBuffer text = Text.decode(json, charset(contentType))
                .orElseThrow(() -> UnreadableEventException.malformed("its text is not valid in its charset"));
        if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
            text.get();
        }
        char[] chars = new char[text.remaining()];
        text.get(chars);
        return chars;
    }

    private static Charset charset(@Nullable String contentType) {
        try {
            return MediaType.charset(contentType);
        } catch (IllegalArgumentException e) {
            throw UnreadableEventException.unsupported(
                    "the charset of the content type '" + Shown.of(String.valueOf(contentType)) + "' is not known");
        }
    }

    static UnreadableEventException notJson(IOException e) {
        String why = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        return UnreadableEventException.malformed("it is not JSON: " + Shown.of(String.valueOf(why)), e);
    }
}
