package dev.baton.cloudevents;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks for requests that a server must reject according to RFC 9112, but that HTTP servers accept. A proxy and this
 * process must agree on where a message ends and which host it is for.
 */
public final class HttpFraming {

    /**
     * {@code uri-host [ ":" port ]} of RFC 3986. It must not be empty, because an http URI always has a host. It must
     * not contain a comma either, although a registered name may, because proxies join repeated headers with a comma.
     */
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+;=-]|%[0-9A-Fa-f]{2})+(?::[0-9]*)?"
            + "|\\[[A-Za-z0-9._~!$&'()*+;=:%-]+](?::[0-9]*)?");

    private HttpFraming() {}

    /**
     * Returns the problem with the framing of an HTTP/1 request, or empty if the request is well framed.
     *
     * @param headers all header lines of the request
     * @param needsHost whether the request must name its host, which HTTP/1.1 requires and HTTP/1.0 does not
     */
    public static Optional<String> problem(Iterable<Map.Entry<String, String>> headers, boolean needsHost) {
        int hosts = 0;
        int lengths = 0;
        int codings = 0;
        String host = null;
        String coding = "chunked";
        for (Map.Entry<String, String> header : headers) {
            switch (header.getKey().toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    hosts++;
                    host = header.getValue();
                }
                case "content-length" -> lengths++;
                case "transfer-encoding" -> {
                    codings++;
                    coding = header.getValue();
                }
                default -> {}
            }
        }
        if (hosts > 1 || needsHost && hosts == 0) {
            return Optional.of("a request must have one header Host, but had " + hosts);
        }
        if (host != null && !HOST.matcher(host.strip()).matches()) {
            return Optional.of(
                    "the header Host must be a host such as example.org:8080, but was '" + Shown.of(host) + "'");
        }
        if (codings > 1 || !coding.strip().equalsIgnoreCase("chunked")) {
            return Optional.of("the only supported Transfer-Encoding is chunked");
        }
        return codings > 0 && lengths > 0
                ? Optional.of("a request must not have both Transfer-Encoding and Content-Length")
                : Optional.empty();
    }
}
