package dev.baton.runtime.deadletter.http;

import dev.baton.runtime.deadletter.DeadLetter.Filter;
import dev.baton.runtime.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request about dead letters. */
final class DeadLetterQuery {

    private static final Set<String> STATES = Set.of("open", "replayed", "discarded");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final RoutingContext request;

    DeadLetterQuery(RoutingContext request) {
        this.request = request;
    }

    Filter filter() {
        String state = text("state");
        if (state != null && !STATES.contains(state)) {
            throw bad("state", "must be one of open, replayed, discarded", state);
        }
        return new Filter(text("function"), text("error"), time("from"), time("to"), state);
    }

    long after() {
        return number("after", 0, Long.MAX_VALUE, 0);
    }

    int limit() {
        return (int) number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    }

    long id() {
        return Long.parseLong(request.pathParam("id"));
    }

    private @Nullable String text(String name) {
        String value = request.queryParams().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private @Nullable Instant time(String name) {
        String value = text(name);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw bad(name, "must be a time such as 2026-11-22T10:00:00Z", value);
        }
    }

    private long number(String name, long least, long most, long byDefault) {
        String value = text(name);
        try {
            long number = value == null ? byDefault : Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "must be a number", value);
        }
        throw bad(name, "must be from " + least + " to " + most, value);
    }

    private static Problem bad(String name, String rule, @Nullable String value) {
        return new Problem(400, "parameter " + name + " " + rule + " but was '" + value + "'");
    }
}
