package dev.baton.cloudevents;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Utilities for content types. Types and parameter names are compared case-insensitively, as RFC 9110 requires. */
public final class MediaType {

    public static final String JSON = "application/json";

    /** The type of data about which nothing is known. */
    public static final String BYTES = "application/octet-stream";

    /** The type of the answer to a request that is refused (RFC 9457). */
    public static final String PROBLEM = "application/problem+json";

    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    /** Returns the part of a content type before its parameters, in lower case; empty if there is no content type. */
    public static String of(@Nullable String contentType) {
        if (contentType == null || JSON.equals(contentType)) {
            return contentType == null ? "" : JSON;
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether data of this content type is JSON: any type that ends with {@code /json} or {@code +json}. */
    public static boolean isJson(@Nullable String contentType) {
        String mediaType = of(contentType);
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    /**
     * Returns the charset that the content type names, or UTF-8 if it names none.
     *
     * @throws IllegalArgumentException if this JVM does not support the charset
     */
    public static Charset charset(@Nullable String contentType) {
        Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
        return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    }

    /** Returns whether messages of this content type hold whole events, in any format. */
    static boolean isStructured(@Nullable String contentType) {
        return of(contentType).startsWith(CLOUD_EVENTS);
    }
}
