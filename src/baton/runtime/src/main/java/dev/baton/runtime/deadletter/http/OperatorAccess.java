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

/** Decides who may operate on dead letters: the callers to which the application's security gives the role. */
@Singleton
class OperatorAccess {

    private static final String ANYONE = "anyone";

    private final Optional<String> role;

    OperatorAccess(BatonConfig config) {
        this.role = config.deadLetters().api().role().map(String::strip).filter(name -> !name.isEmpty());
    }

    /**
     * Returns the caller's name, for the audit. Fails with a {@link Problem} if the caller is not allowed to operate.
     */
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
            throw new Problem(403, "dead letters are for role '" + role.get() + "', which the caller does not have");
        }
        return caller.getPrincipal().getName();
    }

    private Problem unauthenticated() {
        return new Problem(
                401, "authenticate as the application requires; the required role is '" + role.orElse("") + "'");
    }
}
