package dev.baton.runtime.asyncapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The files that the build puts into the application, and those of the page. */
public final class AsyncApiResources {

    private static final String DIRECTORY = "META-INF/baton/asyncapi/";

    /** A glob of all files. */
    public static final String ALL = DIRECTORY + "**";

    public static final String YAML = DIRECTORY + "asyncapi.yaml";
    public static final String JSON = DIRECTORY + "asyncapi.json";

    private AsyncApiResources() {}

    /** Returns the name of the file with the JSON Schema of an event type. */
    public static String schema(String type) {
        return DIRECTORY + "schemas/" + type + ".json";
    }

    /** Returns the name of a file of the page. */
    static String page(String file) {
        return DIRECTORY + "ui/" + file;
    }

    static Optional<byte[]> read(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (InputStream in = application.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
