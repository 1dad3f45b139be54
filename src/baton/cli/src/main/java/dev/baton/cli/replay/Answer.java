package dev.baton.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/** What came of one attempt to post a message. */
sealed interface Answer {

    record Accepted() implements Answer {}

    /** Asked to come again, for example by 429. */
    record Later(Duration delay, String why) implements Answer {}

    /** No answer: whether the message was accepted is unknown. Sending the same messageId again is harmless. */
    record Lost(String why) implements Answer {}

    record Refused(String why) implements Answer {}

    /** Whether an error frame speaks of something that passes, so that the same may succeed later. */
    static boolean isPassing(JsonNode error) {
        return Set.of("rate-limited", "unavailable", "internal")
                .contains(error.path("code").asText());
    }
}
