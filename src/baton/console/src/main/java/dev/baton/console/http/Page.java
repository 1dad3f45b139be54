package dev.baton.console.http;

import dev.baton.runtime.http.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the page. They hold no data, so that whoever is not logged in may load them: the page is answered with
 * status 401 or 403 then, and offers a login.
 */
@Singleton
class Page {

    private static final String FOLDER = "META-INF/baton-console/";
    private static final String INDEX = "index.html";
    private static final Pattern FILE = Pattern.compile("(?:[a-z]+/){0,2}[a-z-]+\\.(?<kind>js|css|svg|html)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private final Access access;
    private final Map<String, Buffer> files = new ConcurrentHashMap<>();

    Page(Access access) {
        this.access = access;
    }

    void addTo(Router router, String path) {
        router.get(path).handler(request -> {
            if (request.normalizedPath().equals(path)) {
                request.response()
                        .setStatusCode(308)
                        .putHeader("Location", path + "/")
                        .end();
            } else {
                index(request);
            }
        });
        router.get(path + "/*")
                .handler(request -> file(request, request.normalizedPath().substring(path.length() + 1)));
    }

    private void index(RoutingContext request) {
        Context context = Vertx.currentContext();
        access.authorize(request)
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(caller -> send(request, INDEX, 200), failure -> send(request, INDEX, statusOf(failure)));
    }

    private static int statusOf(Throwable failure) {
        return failure instanceof Problem problem ? problem.status() : 500;
    }

    private void file(RoutingContext request, String name) {
        if (name.isEmpty() || name.equals(INDEX)) {
            index(request);
        } else {
            send(request, name, 200);
        }
    }

    private void send(RoutingContext request, String name, int status) {
        Optional<Buffer> content = content(name);
        if (content.isEmpty()) {
            new Problem(404, "the console has no " + request.normalizedPath()).refuse(request);
            return;
        }
        if (status == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .putHeader("Cache-Control", "no-cache")
                .end(content.get());
    }

    private Optional<Buffer> content(String name) {
        if (!FILE.matcher(name).matches()) {
            return Optional.empty();
        }
        Buffer known = files.get(name);
        return known != null ? Optional.of(known) : load(name);
    }

    private Optional<Buffer> load(String name) {
        try (InputStream file = Page.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            Buffer content = Buffer.buffer(file.readAllBytes());
            files.put(name, content);
            return Optional.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FOLDER + name, e);
        }
    }
}
