package dev.baton.triggers.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of one request. */
public sealed interface Answer {

    /** @param headers all lines, in order */
    record Response(int status, List<Map.Entry<String, String>> headers, byte[] body) implements Answer {

        /** The value of the first header of this name. */
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /** No connection, a broken one, or no answer in time. */
    record None(String reason) implements Answer {}
}
