package dev.baton.console.http;

import dev.baton.runtime.http.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of a caller who may make it. The methods throw a {@link Problem} if a value is not allowed. */
public final class Call {

    private final RoutingContext request;
    private final String caller;
    private final JsonObject body;

    Call(RoutingContext request, String caller, JsonObject body) {
        this.request = request;
        this.caller = caller;
        this.body = body;
    }

    /** Returns the name of the caller, for the audit. */
    public String caller() {
        return caller;
    }

    /** Returns the JSON object that was sent; empty for GET. */
    public JsonObject body() {
        return body;
    }

    /** Returns the number in the path. */
    public long id() {
        return Long.parseLong(request.pathParam("id"));
    }

    /** Returns a parameter; null if it is missing or blank. */
    public @Nullable String text(String name) {
        String value = request.queryParams().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Returns a parameter that is a whole number. */
    public long number(String name, long least, long most, long byDefault) {
        return number(name, text(name), least, most, byDefault);
    }

    /** Returns a member of the body that is a whole number. */
    public long sentNumber(String name, long least, long most, long byDefault) {
        Object value = body.getValue(name);
        return number(name, value == null ? null : value.toString(), least, most, byDefault);
    }

    /** Returns a member of the body that is a text; null if it is missing. */
    public @Nullable String sentText(String name) {
        Object value = body.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw new Problem(400, name + " must be a text but was " + value);
        }
        return (String) value;
    }

    /** Returns the member {@code ids} of the body: at most this many numbers. */
    public List<Long> sentIds(int most) {
        Object ids = body.getValue("ids");
        if (!(ids instanceof JsonArray array)
                || array.size() > most
                || array.stream().anyMatch(id -> !(id instanceof Integer || id instanceof Long))) {
            throw new Problem(400, "ids must be an array of at most " + most + " numbers");
        }
        return array.stream().map(id -> ((Number) id).longValue()).toList();
    }

    private static long number(String name, @Nullable String value, long least, long most, long byDefault) {
        try {
            long number = value == null ? byDefault : Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Problem(400, name + " must be a number but was '" + value + "'");
        }
        throw new Problem(400, name + " must be from " + least + " to " + most + " but was " + value);
    }
}
