package dev.baton.console.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** A part of the API under {@code /q/baton/api}. Its requests reach it only from callers who may use the console. */
public interface Api {

    /** Adds the routes of this part. */
    void add(Routes routes);

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        Uni<JsonObject> handle(Call call);
    }

    /** The routes of the API. A path begins with a slash; {@code :id} in it is a number. */
    interface Routes {

        void get(String path, Handler handler);

        /** Adds a change. The request has a JSON object as its body. */
        void post(String path, Handler handler);

        /** Adds a stream of server-sent events. The response has its headers. */
        void stream(String path, Consumer<HttpServerResponse> stream);
    }
}
