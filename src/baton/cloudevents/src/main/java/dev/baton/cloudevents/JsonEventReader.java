package dev.baton.cloudevents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A reader of one event in the JSON format. A null member counts as absent, except data that is JSON. */
final class JsonEventReader {

    static final String DATA_BASE64 = "data_base64";
    private static final String NULL = "null";

    private final JsonParser parser;
    private final char[] text;
    private final Attributes attributes = new Attributes();
    private @Nullable String data;
    private @Nullable String base64;
    private boolean hasBase64;

    private JsonEventReader(JsonParser parser, char[] text) {
        this.parser = parser;
        this.text = text;
    }

    /**
     * Reads the event at whose start the parser stands, and leaves the parser at the event's end.
     *
     * @param text the text that the parser reads
     */
    static Event read(JsonParser parser, char[] text) throws IOException {
        return new JsonEventReader(parser, text).read();
    }

    private Event read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw UnreadableEventException.malformed("an event must be a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case Attributes.DATA -> {
                    checkOnce(Attributes.DATA, data != null);
                    data = raw();
                }
                case DATA_BASE64 -> {
                    checkOnce(DATA_BASE64, hasBase64);
                    hasBase64 = true;
                    base64 = string(DATA_BASE64);
                }
                default -> readAttribute(member);
            }
        }
        return attributes.event(data());
    }

    private void readAttribute(String name) throws IOException {
        boolean mayBeTyped = !Attributes.CORE.contains(name);
        switch (parser.currentToken()) {
            case VALUE_NULL -> attributes.addAbsent(name);
            case VALUE_STRING -> attributes.add(name, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> attributes.add(name, typed(name, mayBeTyped));
            case VALUE_NUMBER_INT -> attributes.add(name, integer(name, mayBeTyped));
            default -> throw unfit(name, mayBeTyped);
        }
    }

    private String typed(String name, boolean allowed) throws IOException {
        if (!allowed) {
            throw unfit(name, false);
        }
        return parser.getText();
    }

    private String integer(String name, boolean allowed) throws IOException {
        if (!allowed || parser.getNumberType() != JsonParser.NumberType.INT) {
            throw unfit(name, allowed);
        }
        return Integer.toString(parser.getIntValue());
    }

    private static UnreadableEventException unfit(String name, boolean mayBeTyped) {
        return Attributes.wrong(
                name, mayBeTyped ? "it must be a string, a boolean or an integer of 32 bits" : "it must be a string");
    }

    /** Returns the current value exactly as it is written. */
    private String raw() throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getCharOffset();
        return new String(text, start, end - start);
    }

    private @Nullable String string(String member) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Attributes.wrong(member, "it must be a string");
        }
        return parser.getText();
    }

    private static void checkOnce(String member, boolean before) {
        if (before) {
            throw UnreadableEventException.malformed("the member " + member + " occurs twice");
        }
    }

    private byte @Nullable [] data() throws IOException {
        boolean isNull = NULL.equals(data);
        if (base64 != null) {
            if (data != null && !isNull) {
                throw UnreadableEventException.malformed("the event has both data and data_base64");
            }
            return decoded(base64);
        }
        String contentType = attributes.get(AttributeNames.DATA_CONTENT_TYPE);
        if (contentType == null || MediaType.isJson(contentType)) {
            return data == null ? null : bytes(data, StandardCharsets.UTF_8);
        }
        return data == null || isNull ? null : bytes(unquoted(data, contentType), charset(contentType));
    }

    private static String unquoted(String data, String contentType) throws IOException {
        try (JsonParser value = JsonFormat.JSON.createParser(data)) {
            if (value.nextToken() != JsonToken.VALUE_STRING) {
                throw Attributes.wrong(
                        Attributes.DATA, "data of the type " + Shown.of(contentType) + " must be a string");
            }
            return value.getText();
        }
    }

    private static byte[] bytes(String text, Charset charset) {
        return Text.encode(text, charset)
                .orElseThrow(() -> Attributes.wrong(Attributes.DATA, "it can't be encoded in " + charset.name()));
    }

    private static Charset charset(String contentType) {
        try {
            return MediaType.charset(contentType);
        } catch (IllegalArgumentException e) {
            throw Attributes.wrong(AttributeNames.DATA_CONTENT_TYPE, "its charset is not known");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Attributes.wrong(DATA_BASE64, "it is not base64");
        }
    }
}
