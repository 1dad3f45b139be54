package dev.baton.console.http;

import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.http.Body;
import dev.baton.runtime.http.BodyLimit;
import dev.baton.runtime.http.BodyMemory;
import dev.baton.runtime.http.Problem;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The routes of the API: each request is checked, then read, handled and answered. */
@Singleton
class ApiRoutes {

    private static final Logger LOG = Logger.getLogger(ApiRoutes.class);
    private static final BodyLimit LIMIT = new BodyLimit(1024 * 1024, "the console's limit");

    private final List<Api> apis;
    private final Access access;
    private final BodyMemory bodies;

    ApiRoutes(@All List<Api> apis, Access access, BodyMemory bodies) {
        this.apis = apis;
        this.access = access;
        this.bodies = bodies;
    }

    void addTo(Router router, String path) {
        apis.forEach(api -> api.add(new Added(router, path)));
        router.route(path + "/*")
                .handler(request -> answer(request, call -> {
                    throw new Problem(404, "the console has no " + request.normalizedPath());
                }));
    }

    private final class Added implements Api.Routes {

        private final Router router;
        private final String root;

        Added(Router router, String root) {
            this.router = router;
            this.root = root;
        }

        @Override
        public void get(String path, Api.Handler handler) {
            router.getWithRegex(regex(path)).handler(request -> answer(request, handler));
        }

        @Override
        public void post(String path, Api.Handler handler) {
            router.postWithRegex(regex(path)).handler(request -> answer(request, handler));
        }

        @Override
        public void stream(String path, Consumer<HttpServerResponse> stream) {
            router.getWithRegex(regex(path)).handler(request -> admitted(request)
                    .subscribe()
                    .with(caller -> open(request, stream), failure -> fail(request, failure)));
        }

        private String regex(String path) {
            return (root + path).replace("/", "\\/").replace(":id", "(?<id>\\d{1,18})");
        }
    }

    private static void open(RoutingContext request, Consumer<HttpServerResponse> stream) {
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("X-Accel-Buffering", "no");
        try {
            stream.accept(response);
        } catch (Problem problem) {
            problem.refuse(request);
        }
    }

    private void answer(RoutingContext request, Api.Handler handler) {
        Executor eventLoop = eventLoop();
        request.request().pause(); // the body must not arrive before the caller is known
        admitted(request)
                .chain(caller -> body(request).map(body -> new Call(request, caller, body)))
                .chain(handler::handle)
                .emitOn(eventLoop)
                .subscribe()
                .with(json -> answer(request, json), failure -> fail(request, failure));
    }

    private Uni<String> admitted(RoutingContext request) {
        return Uni.createFrom()
                .deferred(() -> access.authorize(request))
                .emitOn(eventLoop())
                .invoke(caller -> Guard.check(request));
    }

    private static Executor eventLoop() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(ignored -> task.run());
    }

    private Uni<JsonObject> body(RoutingContext request) {
        if (request.request().method() != HttpMethod.POST) {
            return Uni.createFrom().item(new JsonObject());
        }
        Buffer read = request.body() == null ? null : request.body().buffer(); // the management interface reads it
        if (read != null) {
            return Uni.createFrom().item(() -> json(read));
        }
        BodyMemory.Part memory = bodies.part();
        return Body.read(request.request(), LIMIT, memory)
                .map(ApiRoutes::json)
                .onTermination()
                .invoke(memory::free);
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new Problem(400, "the body must be a JSON object");
        }
    }

    private static void answer(RoutingContext request, JsonObject json) {
        request.request().resume();
        request.response().putHeader("Content-Type", MediaType.JSON).end(json.toBuffer());
    }

    private static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof Problem problem) {
            problem.refuse(request);
        } else if (!(failure instanceof Body.SenderGone)) {
            LOG.errorf(failure, "Request to the console failed: path=%s", request.normalizedPath());
            Problem.logged().refuse(request);
        }
    }
}
