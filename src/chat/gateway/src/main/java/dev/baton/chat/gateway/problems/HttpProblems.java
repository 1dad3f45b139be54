package dev.baton.chat.gateway.problems;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Problems outside the REST resources: a body that is too large, and an API path that does not exist. */
@ApplicationScoped
class HttpProblems {

    private static final int BEHIND_REST = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize mostBytes;

    void limitBodies(@Observes Filters filters) {
        filters.register(this::checkLength, SecurityHandlerPriorities.AUTHENTICATION + 20);
    }

    void answerUnknownPaths(@Observes Router router) {
        router.route("/api/*")
                .order(BEHIND_REST)
                .handler(request -> ProblemBody.answer(request.response(), ProblemMappers.httpProblem(404)));
    }

    private void checkLength(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= mostBytes.asLongValue()) {
            request.next();
            return;
        }
        if (request.request().version() != HttpVersion.HTTP_2) { // which forbids the header, and shares the connection
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            request.response()
                    .endHandler(ended -> request.request().connection().close());
        }
        ProblemBody.answer(
                request.response(), Problem.tooLarge("a body may have at most " + mostBytes.asLongValue() + " bytes"));
    }
}
