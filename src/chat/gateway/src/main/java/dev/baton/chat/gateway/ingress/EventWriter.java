package dev.baton.chat.gateway.ingress;

import io.cloudevents.CloudEvent;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Writes a CloudEvent as the body and headers of an HTTP answer, in binary mode. */
final class EventWriter {

    private static final String PREFIX = "ce-";

    private EventWriter() {}

    static Response binary(CloudEvent event) {
        Response.ResponseBuilder response = Response.ok().header(PREFIX + "specversion", event.getSpecVersion());
        event.getAttributeNames().forEach(name -> put(response, name, event.getAttribute(name)));
        event.getExtensionNames().forEach(name -> put(response, name, event.getExtension(name)));
        if (event.getData() != null) {
            response.type(event.getDataContentType() == null ? "application/json" : event.getDataContentType());
            response.entity(Buffer.buffer(event.getData().toBytes()));
        }
        return response.build();
    }

    private static void put(Response.ResponseBuilder response, String name, Object value) {
        boolean isOwn = name.equals("specversion") || name.equals("datacontenttype");
        if (!isOwn && value != null) {
            response.header(PREFIX + name, encoded(value.toString()));
        }
    }

    /** Percent-encodes what is no printable ASCII, and blank, quote and percent sign: section 3.1.3.2 of the binding. */
    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02X", b));
            }
        }
        return encoded.toString();
    }
}
