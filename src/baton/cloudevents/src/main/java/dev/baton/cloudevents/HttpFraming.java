package dev.baton.cloudevents;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What RFC 9112 has a server refuse, and HTTP servers let pass: where a message ends, and which host it is for, must
 * not be a matter of opinion between a proxy and this process.
 */
public final class HttpFraming {

    private HttpFraming() {}

    /**
     * Returns what is wrong with a request of HTTP/1; empty: nothing.
     *
     * @param headers all lines of the request
     * @param needsHost whether the request must name its host, as those of HTTP/1.1 must and those of HTTP/1.0 need not
     */
    public static Optional<String> problem(Iterable<Map.Entry<String, String>> headers, boolean needsHost) {
        int hosts = 0;
        int lengths = 0;
        int codings = 0;
        String coding = "chunked";
        for (Map.Entry<String, String> header : headers) {
            switch (header.getKey().toLowerCase(Locale.ROOT)) {
                case "host" -> hosts++;
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
        if (codings > 1 || !coding.strip().equalsIgnoreCase("chunked")) {
            return Optional.of("the one Transfer-Encoding that is known is chunked");
        }
        return codings > 0 && lengths > 0
                ? Optional.of("a request must not have both Transfer-Encoding and Content-Length")
                : Optional.empty();
    }
}
