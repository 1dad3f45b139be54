package dev.baton.runtime.deadletter.http;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.http.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who may operate on dead letters: whoever the application's security gives the role to. */
@Singleton
class OperatorAccess {

    private static final String ANYONE = "anyone";

    private final Optional<String> role;

    OperatorAccess(BatonConfig config) {
        this.role = config.deadLetters().api().role().map(String::strip).filter(name -> !name.isEmpty());
    }

    /** The caller's name, for the audit; fails with a {@link Problem} when it may not call. */
    Uni<String> authorize(RoutingContext request) {
        return QuarkusHttpUser.getSecurityIdentity(request, null)
                .onFailure(AuthenticationFailedException.class)
                .transform(failure -> unauthenticated())
                .map(this::nameOf);
    }

    private String nameOf(SecurityIdentity caller) {
        boolean known = caller != null && !caller.isAnonymous();
        if (role.isEmpty()) {
            return known ? caller.getPrincipal().getName() : ANYONE;
        }
        if (!known) {
            throw unauthenticated();
        }
        if (!caller.hasRole(role.get())) {
            throw new Problem(
                    403, "Forbidden", "dead letters are for role '" + role.get() + "', which the caller has not");
        }
        return caller.getPrincipal().getName();
    }

    private Problem unauthenticated() {
        return new Problem(
                401,
                "Unauthorized",
                "say who you are, as the application asks for it; the role needed is '" + role.orElse("") + "'");
    }
}
