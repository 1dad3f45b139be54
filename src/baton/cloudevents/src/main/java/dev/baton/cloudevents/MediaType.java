package dev.baton.cloudevents;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a content type says. Types and parameter names are compared without regard to case, as RFC 9110 has it. */
public final class MediaType {

    private static final String JSON = "application/json";
    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    /** Returns the part of a content type before its parameters, in lower case; empty when there is none. */
    public static String of(String contentType) {
        if (contentType == null || JSON.equals(contentType)) {
            return contentType == null ? "" : JSON;
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether data of this content type is JSON: any type that ends with {@code /json} or {@code +json}. */
    public static boolean isJson(String contentType) {
        String mediaType = of(contentType);
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    /**
     * Returns the charset that the content type names; UTF-8 when it names none.
     *
     * @throws IllegalArgumentException when this Java does not know the charset
     */
    public static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
        return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    }

    /** Whether messages of this content type hold whole events, in whatever format. */
    static boolean isStructured(String contentType) {
        return of(contentType).startsWith(CLOUD_EVENTS);
    }
}
