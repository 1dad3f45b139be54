package dev.baton.chat.gateway.problems;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Problems outside the REST resources: a body that is too large, and an API path that does not exist. */
@ApplicationScoped
class HttpProblems {

    private static final int BEHIND_REST = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000;

    @Inject
    Bodies bodies;

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
        try {
            bodies.admit(request, length == null ? 0 : length(length));
        } catch (Problem problem) {
            ProblemBody.answer(request.response(), problem);
            return;
        }
        request.next();
    }

    private static long length(String declared) {
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException notALength) {
            throw Problem.malformed("'Content-Length' must be a number but was '" + declared + "'");
        }
    }
}
