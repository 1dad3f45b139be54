package dev.baton.triggers.http;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpFraming;
import dev.baton.cloudevents.UnreadableEventException;
import dev.baton.http.SlowBodies;
import dev.baton.http.UnreadBodies;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The HTTP endpoint where events enter: {@code POST /broker}, and {@code POST /sinks/<name>} for a KafkaSink, in
 * binary, structured or batch mode. It answers 202 once all events of a request are stored.
 */
public final class Ingress implements Handler<HttpServerRequest> {

    public static final String PATH = "/broker";

    private static final Logger LOG = Logger.getLogger(Ingress.class);
    private static final String ALLOWED = "POST, OPTIONS";

    private final Limits limits;
    private final Map<String, Store> stores;

    /**
     * The limits of a request: the bytes of its body, the events of a batch, and the time for its head and for its
     * body.
     */
    public record Limits(int bodyBytes, int batch, Duration time) {}

    /**
     * A store for events. It fails with a {@link Problem} if the events must not enter, and with any other exception if
     * they can't be stored at the moment.
     */
    @FunctionalInterface
    public interface Store {
        Future<Void> store(List<Event> events);
    }

    /** @param stores the stores by path */
    public Ingress(Limits limits, Map<String, Store> stores) {
        this.limits = limits;
        this.stores = Map.copyOf(stores);
    }

    /** Returns the path of a KafkaSink. */
    public static String sink(String name) {
        return "/sinks/" + name;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<String> framing = framingProblem(request);
        if (framing.isPresent()) {
            UnreadBodies.announceEnd(request);
            Problem.framing(framing.get()).answer(request.response()).onComplete(answered -> request.connection()
                    .close());
            return;
        }
        request.response().putHeader("Allow", ALLOWED);
        Store store = stores.get(String.valueOf(request.path()));
        if (store == null) {
            Problem.notFound(request.path()).answer(request.response());
        } else if (request.method() == HttpMethod.POST) {
            take(request, store);
        } else if (request.method() == HttpMethod.OPTIONS) {
            options(request);
        } else {
            Problem.method(request.method().name()).answer(request.response());
        }
    }

    /**
     * Answers {@code OPTIONS}, including the validation request of the CloudEvents webhook specification, as Knative's
     * ingress does.
     */
    private static void options(HttpServerRequest request) {
        request.response()
                .putHeader("WebHook-Allowed-Origin", "*")
                .putHeader("WebHook-Allowed-Rate", "*")
                .end();
    }

    private void take(HttpServerRequest request, Store store) {
        SlowBodies.limit(request);
        BoundedBody.read(request, limits.bodyBytes())
                .map(body -> HttpBinding.read(request.headers(), body, limits.batch()))
                .compose(store::store)
                .onSuccess(stored -> request.response().setStatusCode(202).end())
                .onFailure(failure -> refuse(request, failure));
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        Problem problem = problem(failure);
        if (problem.status() == 503) {
            LOG.warnf("Events not stored; their sender is told to try again: cause=%s", failure.toString());
        }
        if (problem.status() == 413) {
            UnreadBodies.announceEnd(request);
        }
        UnreadBodies.discard(request, problem.answer(request.response()));
    }

    private static Optional<String> framingProblem(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? Optional.empty()
                : HttpFraming.problem(request.headers(), request.version() == HttpVersion.HTTP_1_1);
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof UnreadableEventException unreadable) {
            return Problem.of(unreadable);
        }
        return failure instanceof Problem known ? known : Problem.notStored();
    }
}
