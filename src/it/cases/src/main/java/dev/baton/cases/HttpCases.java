package dev.baton.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The cases that every HTTP server of events answers in the same way. */
public final class HttpCases {

    private static final JsonMapper JSON = new JsonMapper();

    private HttpCases() {}

    /** The cases that do not require the data to be read: content modes, attributes, framing. */
    public static Stream<HttpCase> transport() {
        return of("/http-cases.json");
    }

    /** Returns the cases in a resource of the same form. */
    public static Stream<HttpCase> of(String resource) {
        try (InputStream cases = HttpCases.class.getResourceAsStream(resource)) {
            return JSON.readValue(cases, new TypeReference<List<HttpCase>>() {}).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can't be read", e);
        }
    }
}
