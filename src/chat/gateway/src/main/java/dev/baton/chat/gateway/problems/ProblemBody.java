package dev.baton.chat.gateway.problems;

import dev.baton.cloudevents.MediaType;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem in the format of RFC 9457, with {@code code} as its only extension. */
@RegisterForReflection
@Schema(name = "Problem")
public record ProblemBody(String type, String title, int status, String detail, String code) {

    private static final String ABOUT_BLANK = "about:blank";

    static ProblemBody of(Problem problem) {
        String title = HttpResponseStatus.valueOf(problem.status()).reasonPhrase();
        return new ProblemBody(
                ABOUT_BLANK, title, problem.status(), String.valueOf(problem.getMessage()), problem.code());
    }

    /** Returns the response of a REST resource. */
    static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(MediaType.PROBLEM).entity(of(problem));
        headers(problem).forEach(response::header);
        return response.build();
    }

    /** Writes the answer of a plain HTTP handler and ends the response. */
    public static void answer(HttpServerResponse response, Problem problem) {
        headers(problem).forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", MediaType.PROBLEM)
                .end(JsonObject.mapFrom(of(problem)).toBuffer());
    }

    private static Map<String, String> headers(Problem problem) {
        if (problem.status() == 401) {
            return Map.of("WWW-Authenticate", "Bearer");
        }
        return problem.retryAfter()
                .map(wait -> Map.of("Retry-After", Long.toString(wholeSeconds(wait))))
                .orElse(Map.of());
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
