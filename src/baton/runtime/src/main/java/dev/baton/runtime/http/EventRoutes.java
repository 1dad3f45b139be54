package dev.baton.runtime.http;

import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.HttpConfig;
import dev.baton.runtime.http.Answer.Done;
import dev.baton.runtime.http.Answer.Refused;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.schedule.Pings;
import io.cloudevents.CloudEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Receives events over HTTP, according to the CloudEvents HTTP protocol binding 1.0.2, and answers as Knative's data
 * plane contract requires. {@code baton.http.path} ({@code /} by default) is for all functions that handle the event's
 * type, and {@code /functions/<name>} is for one function.
 */
@Singleton
class EventRoutes {

    private static final Logger LOG = Logger.getLogger(EventRoutes.class);
    private static final String FUNCTIONS = "/functions/";

    private final BatonModel model;
    private final Intake intake;
    private final Admission admission;
    private final EventReader reader;
    private final Pings pings;
    private final EventDeliveries deliveries;
    private final RequestTrace trace;
    private final HttpConfig config;
    private final BodyLimit limit;

    EventRoutes(
            BatonModel model,
            Intake intake,
            Admission admission,
            EventReader reader,
            Pings pings,
            EventDeliveries deliveries,
            RequestTrace trace,
            BatonConfig config) {
        this.model = model;
        this.intake = intake;
        this.admission = admission;
        this.reader = reader;
        this.pings = pings;
        this.deliveries = deliveries;
        this.trace = trace;
        this.config = config.http();
        this.limit = new BodyLimit(config.http().maxBodySize().asLongValue(), "baton.http.max-body-size");
    }

    void add(@Observes Router router) {
        if (!intake.on()) {
            addOff(router);
            return;
        }
        addAt(router, config.path(), event -> handlers(event.getType()));
        for (BatonFunction function : model.functions()) {
            addAt(router, FUNCTIONS + function.name(), event -> List.of(function));
        }
        router.post(FUNCTIONS + "*").handler(new Problem(404, "no function of this process has that name")::refuse);
    }

    /** Answers where events would be posted, unless the application itself has something there. */
    private void addOff(Router router) {
        if (intake.off()) {
            LOG.info("Events over HTTP are refused with status 404: set baton.http.enabled=true to receive them");
            for (String path : List.of(config.path(), FUNCTIONS + "*")) {
                router.route(path)
                        .method(HttpMethod.POST)
                        .method(HttpMethod.OPTIONS)
                        .last()
                        .handler(new Problem(404, "this process does not receive events over HTTP")::refuse);
            }
        }
    }

    void addLimit(@Observes Filters filters) {
        if (intake.on()) {
            limit.addTo(filters, this::ours);
        }
    }

    private boolean ours(RoutingContext request) {
        String path = request.normalizedPath();
        return request.request().method() == HttpMethod.POST
                && (path.equals(config.path()) || path.startsWith(FUNCTIONS));
    }

    private void addAt(Router router, String path, Function<CloudEvent, List<BatonFunction>> functions) {
        WebHook webHook = new WebHook(config.webhookOrigins());
        router.post(path).handler(request -> receive(request, functions));
        router.options(path).handler(webHook::answer);
        router.head(path).handler(webHook::answer);
    }

    private List<BatonFunction> handlers(String type) {
        return model.functions().stream()
                .filter(function -> model.handles(function, type) || model.isTooNew(function, type))
                .toList();
    }

    private void receive(RoutingContext request, Function<CloudEvent, List<BatonFunction>> functions) {
        admission.enter(
                request.request(),
                refused ->
                        refused.ifPresentOrElse(problem -> refuse(request, problem), () -> take(request, functions)));
    }

    private void take(RoutingContext request, Function<CloudEvent, List<BatonFunction>> functions) {
        Context context = Vertx.currentContext();
        BodyMemory.Part memory = admission.memory();
        Uni.createFrom()
                .deferred(() -> Body.read(request.request(), limit, memory))
                .chain(body -> deliver(request, body, functions))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(
                        answer -> end(request, memory, () -> answer(request, answer)),
                        failure -> end(request, memory, () -> fail(request, failure)));
    }

    /** Answers the request, and then frees its place and its memory, whether or not the answer arrives. */
    private void end(RoutingContext request, BodyMemory.Part memory, Supplier<Future<Void>> answer) {
        Future.succeededFuture().compose(ignored -> answer.get()).onComplete(answered -> {
            if (answered.failed()) {
                LOG.debugf("Request not answered: path=%s cause=%s", request.normalizedPath(), answered.cause());
            }
            admission.leave(memory);
        });
    }

    private Uni<Answer> deliver(
            RoutingContext request, Buffer body, Function<CloudEvent, List<BatonFunction>> functions) {
        MultiMap headers = request.request().headers();
        List<CloudEvent> events = reader.read(headers, body.getBytes()).stream()
                .<CloudEvent>map(event -> pings.scheduled(trace.continued(event, headers)))
                .toList();
        boolean replies = Preferences.reply(headers.getAll("Prefer"));
        String origin = "http " + request.normalizedPath() + " from "
                + request.request().remoteAddress().hostAddress();
        return deliveries.deliver(new EventDeliveries.Request(events, functions, replies, origin));
    }

    private static Future<Void> answer(RoutingContext request, Answer answer) {
        if (answer instanceof Refused refused) {
            return refused.problem().answer(request);
        }
        Optional<OutboxRow> reply = ((Done) answer).reply();
        if (reply.isEmpty()) {
            return request.end();
        }
        HttpMessage message = HttpBinding.write(reply.get().event());
        message.headers().forEach((name, value) -> request.response().putHeader(name, value));
        return request.end(Buffer.buffer(message.body()));
    }

    private Future<Void> refuse(RoutingContext request, Problem problem) {
        trace.refused(problem, null);
        return problem.refuse(request);
    }

    private Future<Void> fail(RoutingContext request, Throwable failure) {
        if (failure instanceof Problem problem) {
            return refuse(request, problem);
        }
        if (failure instanceof Body.SenderGone) {
            LOG.debugf("Request ended early: path=%s cause=%s", request.normalizedPath(), failure.getMessage());
            return Future.succeededFuture();
        }
        LOG.errorf(failure, "Request with events failed: path=%s", request.normalizedPath());
        return Problem.logged().answer(request);
    }
}
