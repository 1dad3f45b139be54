package dev.baton.runtime.deadletter.http;

import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import dev.baton.runtime.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The REST API for dead letters. Answers 404 unless {@code baton.dead-letters.api.enabled} is true. */
@Singleton
class DeadLetterRoutes {

    private static final Logger LOG = Logger.getLogger(DeadLetterRoutes.class);
    private static final String ALL = "/baton/dead-letters";
    private static final String ONE = "\\/baton\\/dead-letters\\/(?<id>\\d{1,18})";

    private static final Problem NOT_HERE = new Problem(404, "this process does not serve dead letters");

    /** A request from a caller that is allowed to make it. */
    private interface Operation {
        Uni<JsonObject> perform(DeadLetterQuery query, String caller);
    }

    private final DeadLetterOperations letters;
    private final OperatorAccess access;
    private final BatonConfig config;

    DeadLetterRoutes(DeadLetterOperations letters, OperatorAccess access, BatonConfig config) {
        this.letters = letters;
        this.access = access;
        this.config = config;
    }

    void add(@Observes Router router) {
        if (!config.deadLetters().api().enabled()) {
            router.route(ALL + "/*").handler(NOT_HERE::answer);
            return;
        }
        router.get(ALL).handler(request -> answer(request, (query, caller) -> list(query)));
        router.post(ALL + "/replay").handler(request -> answer(request, this::replayMany));
        router.getWithRegex(ONE).handler(request -> answer(request, (query, caller) -> show(query)));
        router.postWithRegex(ONE + "\\/replay").handler(request -> answer(request, this::replay));
        router.postWithRegex(ONE + "\\/discard").handler(request -> answer(request, this::discard));
        router.putWithRegex(ONE)
                .handler(BodyHandler.create(false)
                        .setBodyLimit(config.delivery().maxEventSize().asLongValue()))
                .handler(request -> answer(request, (query, caller) -> edit(query, body(request), caller)));
    }

    private Uni<JsonObject> list(DeadLetterQuery query) {
        int limit = query.limit();
        return letters.list(query.filter(), query.after(), limit).map(page -> DeadLetterJson.page(page, limit));
    }

    private Uni<JsonObject> show(DeadLetterQuery query) {
        return letters.show(query.id()).map(found -> found(query.id(), found, DeadLetterJson::whole));
    }

    private Uni<JsonObject> replay(DeadLetterQuery query, String caller) {
        return letters.replay(query.id(), caller).map(done -> performed(query.id(), done));
    }

    private Uni<JsonObject> discard(DeadLetterQuery query, String caller) {
        return letters.discard(query.id(), caller).map(done -> performed(query.id(), done));
    }

    private Uni<JsonObject> edit(DeadLetterQuery query, byte[] data, String caller) {
        return letters.edit(query.id(), data, caller).map(done -> performed(query.id(), done));
    }

    private Uni<JsonObject> replayMany(DeadLetterQuery query, String caller) {
        return letters.replayMany(query.filter(), query.after(), query.limit(), caller)
                .map(DeadLetterJson::many);
    }

    private void answer(RoutingContext request, Operation operation) {
        access.authorize(request)
                .chain(caller -> operation.perform(new DeadLetterQuery(request), caller))
                .subscribe()
                .with(
                        json -> request.response()
                                .putHeader("Content-Type", MediaType.JSON)
                                .end(json.toBuffer()),
                        failure -> problem(failure).answer(request));
    }

    private static byte[] body(RoutingContext request) {
        Buffer body = Optional.ofNullable(request.body().buffer()).orElseGet(Buffer::buffer);
        try {
            Json.decodeValue(body);
            return body.getBytes();
        } catch (DecodeException e) {
            throw new Problem(400, "the body must be the event's new data as JSON");
        }
    }

    private static JsonObject performed(long id, Optional<Performed> performed) {
        return found(id, performed, done -> DeadLetterJson.performed(id, done));
    }

    private static <T> JsonObject found(long id, Optional<T> found, Function<T, JsonObject> json) {
        return found.map(json).orElseThrow(() -> new Problem(404, "there is no dead letter " + id));
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        LOG.errorf(failure, "Request about dead letters failed");
        return Problem.logged();
    }
}
