package dev.baton.console.letters;

import dev.baton.console.http.Call;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one function that failed with the same exception at the same place. A component that is null
 * matches all.
 *
 * @param error the class of the exception
 * @param place the first line of its stack outside the JDK, without "at"
 */
public record Group(
        @Nullable String function,
        @Nullable String error,
        @Nullable String place) {

    /** Returns the group that the parameters of a request name. */
    public static Group of(Call call) {
        return new Group(call.text("function"), call.text("error"), call.text("place"));
    }

    /** Returns the group that the body of a request names. */
    public static Group sentBy(Call call) {
        return new Group(call.sentText("function"), call.sentText("error"), call.sentText("place"));
    }

    public JsonObject json() {
        return new JsonObject().put("function", function).put("error", error).put("place", place);
    }
}
