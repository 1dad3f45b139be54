package dev.baton.chat.gateway.ingress;

import dev.baton.chat.gateway.problems.Problem;
import dev.baton.cloudevents.Event;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;

/**
 * The follow-up that a producer waits for.
 *
 * @param type its CloudEvents type
 * @param timeLimit how long the producer waits, 1 ms to 60 s
 */
record ReplyWanted(String type, Duration timeLimit) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Reads the query parameters.
     *
     * @throws Problem 400 if the timeout is not a duration or is out of bounds
     */
    static ReplyWanted of(String type, String timeout) {
        Duration timeLimit = duration(timeout);
        if (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            throw unfit(timeout);
        }
        return new ReplyWanted(type, timeLimit);
    }

    /** @throws Problem 400 unless there is exactly one event: a reply to one event says nothing about the others */
    Event one(List<Event> events) {
        if (events.size() != 1) {
            throw Problem.invalid("with 'reply', send one event; there were " + events.size());
        }
        return events.get(0);
    }

    private static Duration duration(String timeout) {
        try {
            return DurationConverter.parseDuration(timeout);
        } catch (IllegalArgumentException e) {
            throw unfit(timeout);
        }
    }

    private static Problem unfit(String timeout) {
        return Problem.invalid("'timeout' must be 1ms to 60s, as in 500ms or 5s, but was '" + timeout + "'");
    }
}
