package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.problems.ProblemBody;
import dev.baton.chat.gateway.security.Caller;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gate that decides who may open a WebSocket. A browser can't set headers on a WebSocket, so the token may come as
 * a subprotocol {@code bearer.<token>}. The gate removes it before anything answers or logs it.
 */
@ApplicationScoped
class SocketGate implements HttpUpgradeCheck {

    static final String PATH = "/ws";
    static final TypedKey<Guest> GUEST = new TypedKey<>("guest");

    private static final String SUBPROTOCOL = "baton.v1";
    private static final String TOKEN_PREFIX = "bearer.";
    private static final CharSequence PROTOCOLS = HttpHeaders.createOptimized("Sec-WebSocket-Protocol");

    /** The authenticated caller, and the connection below the future socket. */
    record Guest(Caller caller, HttpConnection connection) {}

    @Inject
    IdentityProviderManager identities;

    void register(@Observes Filters filters) {
        filters.register(on(this::takeToken), SecurityHandlerPriorities.AUTHENTICATION + 10);
        filters.register(on(this::check), SecurityHandlerPriorities.AUTHENTICATION - 10);
    }

    private static io.vertx.core.Handler<RoutingContext> on(io.vertx.core.Handler<RoutingContext> filter) {
        return request -> {
            if (PATH.equals(request.normalizedPath())) {
                filter.handle(request);
            } else {
                request.next();
            }
        };
    }

    private void takeToken(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> offered = protocols(request);
        offered.stream()
                .filter(protocol -> protocol.startsWith(TOKEN_PREFIX))
                .findFirst()
                .map(protocol -> "Bearer " + protocol.substring(TOKEN_PREFIX.length()))
                .ifPresent(token -> request.headers().set(HttpHeaders.AUTHORIZATION, token));
        request.headers()
                .set(
                        PROTOCOLS,
                        String.join(
                                ",",
                                offered.stream()
                                        .filter(protocol -> !protocol.startsWith(TOKEN_PREFIX))
                                        .toList()));
        context.next();
    }

    private void check(RoutingContext context) {
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .map(identity -> admitted(identity, context))
                .subscribe()
                .with(
                        identity -> {
                            QuarkusHttpUser.setIdentity(identity, context);
                            context.next();
                        },
                        refusal -> ProblemBody.answer(context.response(), problem(refusal)));
    }

    private SecurityIdentity admitted(SecurityIdentity identity, RoutingContext context) {
        if (identity == null || identity.isAnonymous()) {
            throw Problem.unauthorized("a WebSocket needs a token: offer a second subprotocol 'bearer.<token>'");
        }
        Caller.of(identity);
        if (!protocols(context.request()).contains(SUBPROTOCOL)) {
            throw Problem.invalid("a WebSocket here speaks the subprotocol " + SUBPROTOCOL + ": offer it");
        }
        return identity;
    }

    private static Problem problem(Throwable refusal) {
        return refusal instanceof Problem problem ? problem : Problem.badToken();
    }

    private static List<String> protocols(HttpServerRequest request) {
        return request.headers().getAll(PROTOCOLS).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .filter(protocol -> !protocol.isEmpty())
                .toList();
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity().map(identity -> {
            context.userData()
                    .put(
                            GUEST,
                            new Guest(Caller.of(identity), context.httpRequest().connection()));
            return CheckResult.permitUpgradeSync();
        });
    }
}
