package dev.baton.triggers.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcome of one request. */
public sealed interface Answer {

    /** @param headers all header lines, in order */
    record Response(int status, List<Map.Entry<String, String>> headers, byte[] body) implements Answer {

        /** Returns the value of the first header with this name. */
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /** No answer: there was no connection, it broke, or the answer did not arrive in time. */
    record None(String reason) implements Answer {}
}
