package dev.baton.runtime.deadletter.http;

import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import dev.baton.runtime.http.Body;
import dev.baton.runtime.http.BodyLimit;
import dev.baton.runtime.http.BodyMemory;
import dev.baton.runtime.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The REST API for dead letters. Answers 404 unless {@code baton.dead-letters.api.enabled} is true. */
@Singleton
class DeadLetterRoutes {

    private static final Logger LOG = Logger.getLogger(DeadLetterRoutes.class);
    private static final String ALL = "/baton/dead-letters";
    private static final String ONE = "\\/baton\\/dead-letters\\/(?<id>\\d{1,18})";
    private static final Pattern ONE_PATH = Pattern.compile(ONE);

    private static final Problem NOT_HERE = new Problem(404, "this process does not serve dead letters");

    /** A request from a caller that is allowed to make it. */
    private interface Operation {
        Uni<JsonObject> perform(DeadLetterQuery query, String caller);
    }

    private final DeadLetterOperations letters;
    private final OperatorAccess access;
    private final BodyMemory bodies;
    private final BodyLimit bodyLimit;
    private final boolean enabled;

    DeadLetterRoutes(DeadLetterOperations letters, OperatorAccess access, BodyMemory bodies, BatonConfig config) {
        this.letters = letters;
        this.access = access;
        this.bodies = bodies;
        this.bodyLimit = new BodyLimit(config.delivery().maxEventSize().asLongValue(), "baton.delivery.max-event-size");
        this.enabled = config.deadLetters().api().enabled();
    }

    void add(@Observes Router router) {
        if (!enabled) {
            router.route(ALL + "/*").handler(NOT_HERE::answer);
            return;
        }
        router.get(ALL).handler(request -> answer(request, (query, caller) -> list(query)));
        router.post(ALL + "/replay").handler(request -> answer(request, this::replayMany));
        router.getWithRegex(ONE).handler(request -> answer(request, (query, caller) -> show(query)));
        router.postWithRegex(ONE + "\\/replay").handler(request -> answer(request, this::replay));
        router.postWithRegex(ONE + "\\/discard").handler(request -> answer(request, this::discard));
        router.putWithRegex(ONE).handler(this::edit);
    }

    void addLimit(@Observes Filters filters) {
        if (enabled) {
            bodyLimit.addTo(
                    filters,
                    request -> request.request().method() == HttpMethod.PUT
                            && ONE_PATH.matcher(request.normalizedPath()).matches());
        }
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

    private void edit(RoutingContext request) {
        request.request().pause(); // the body must not arrive before the caller is known
        BodyMemory.Part memory = bodies.part();
        answer(request, (query, caller) -> Body.read(request.request(), bodyLimit, memory)
                .chain(body -> letters.edit(query.id(), json(body), caller))
                .map(done -> performed(query.id(), done))
                .onTermination()
                .invoke(memory::free));
    }

    private Uni<JsonObject> replayMany(DeadLetterQuery query, String caller) {
        return letters.replayMany(query.filter(), query.after(), query.limit(), caller)
                .map(DeadLetterJson::many);
    }

    private void answer(RoutingContext request, Operation operation) {
        Context context = Vertx.currentContext();
        Executor eventLoop = task -> context.runOnContext(ignored -> task.run());
        access.authorize(request)
                .emitOn(eventLoop)
                .chain(caller -> operation.perform(new DeadLetterQuery(request), caller))
                .emitOn(eventLoop)
                .subscribe()
                .with(
                        json -> request.response()
                                .putHeader("Content-Type", MediaType.JSON)
                                .end(json.toBuffer()),
                        failure -> fail(request, failure));
    }

    private static byte[] json(Buffer body) {
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

    private static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof Problem problem) {
            problem.refuse(request);
        } else if (!(failure instanceof Body.SenderGone)) {
            LOG.errorf(failure, "Request about dead letters failed");
            Problem.logged().refuse(request);
        }
    }
}
