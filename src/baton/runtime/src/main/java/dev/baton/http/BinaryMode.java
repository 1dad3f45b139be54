package dev.baton.http;

import io.vertx.core.MultiMap;
import java.util.Map;

/** Events in binary mode: an attribute is a header, the data is the body. */
final class BinaryMode {

    static final String PREFIX = "ce-";

    private static final String CONTENT_TYPE = "datacontenttype";

    private BinaryMode() {}

    /** Sets the headers of an event with these attributes. */
    static void write(Map<String, String> attributes, MultiMap headers) {
        attributes.forEach((name, value) -> {
            if (name.equals(CONTENT_TYPE)) {
                headers.set("Content-Type", value);
            } else {
                headers.set(PREFIX + name, HeaderValues.encode(value));
            }
        });
    }
}
