package dev.baton.runtime.asyncapi;

import dev.baton.runtime.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the AsyncAPI document (YAML by default, JSON by {@code Accept}, {@code ?format=json} or the extension of the
 * path), the JSON Schemas, and the page.
 */
final class AsyncApiDocuments implements Handler<RoutingContext> {

    private static final Pattern SCHEMA = Pattern.compile(".*/asyncapi/schemas/([A-Za-z0-9._-]{1,200})");
    private static final Pattern PAGE = Pattern.compile(".*/asyncapi-ui/([a-z]+\\.(css|js))");

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final String SCHEMA_JSON = "application/schema+json";
    private static final String HTML = "text/html;charset=UTF-8";
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8");

    /** The page runs its own script only. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    @Override
    public void handle(RoutingContext request) {
        HttpMethod method = request.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            answer(request, request.normalizedPath());
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            new Problem(405, "this can only be read").answer(request);
        }
    }

    private static void answer(RoutingContext request, String path) {
        Matcher schema = SCHEMA.matcher(path);
        if (schema.matches()) {
            send(request, AsyncApiResources.schema(schema.group(1)), SCHEMA_JSON);
        } else if (path.contains("/asyncapi-ui")) {
            answerPage(request, path);
        } else if (wantsJson(request, path)) {
            send(request, AsyncApiResources.JSON, JSON);
        } else {
            send(request, AsyncApiResources.YAML, YAML);
        }
    }

    private static void answerPage(RoutingContext request, String path) {
        Matcher file = PAGE.matcher(path);
        if (file.matches()) {
            send(request, AsyncApiResources.page(file.group(1)), TYPES.get(file.group(2)));
        } else if (path.endsWith("/")) {
            send(request, AsyncApiResources.page("index.html"), HTML);
        } else {
            // The page names its files relative to itself.
            request.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, path + "/");
            request.end();
        }
    }

    /** Answers that this process does not serve descriptions. */
    static void notHere(RoutingContext request) {
        new Problem(404, "baton.asyncapi.enabled is false").answer(request);
    }

    private static boolean wantsJson(RoutingContext request, String path) {
        String format = request.request().getParam("format");
        if (format != null) {
            return format.equalsIgnoreCase("json");
        }
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT);
        return path.endsWith(".json") || !path.contains("asyncapi.y") && accepted != null && accepted.contains(JSON);
    }

    private static void send(RoutingContext request, String resource, @Nullable String type) {
        AsyncApiResources.read(resource)
                .ifPresentOrElse(
                        content -> send(request, content, String.valueOf(type)),
                        () -> new Problem(404, "this application has no such event type").answer(request));
    }

    private static void send(RoutingContext request, byte[] content, String type) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length));
            request.end();
        } else {
            request.end(Buffer.buffer(content));
        }
    }
}
