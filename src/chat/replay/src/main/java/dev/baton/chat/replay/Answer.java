package dev.baton.chat.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/** The outcome of one attempt to post a message. */
sealed interface Answer {

    record Accepted() implements Answer {}

    /** A request by the platform to try again after {@code delay}, for example with status 429. */
    record Later(Duration delay, String why) implements Answer {}

    /** No answer. It is unknown whether the message was accepted, but sending the same messageId again is harmless. */
    record Lost(String why) implements Answer {}

    record Refused(String why) implements Answer {}

    /** Returns whether an error frame reports a temporary problem, so that the same request may succeed later. */
    static boolean isPassing(JsonNode error) {
        return Set.of("rate-limited", "unavailable", "internal")
                .contains(error.path("code").asText());
    }
}
