package dev.baton.console.http;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.ConsoleConfig;
import dev.baton.runtime.http.Problem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use the console: callers to whom the application's security gives the role. In dev, and in tests that
 * ask for it, a browser on the same machine needs no login.
 */
@Singleton
class Access {

    static final String ANYONE = "dev";

    private final ConsoleConfig config;

    Access(BatonConfig config) {
        this.config = config.console();
    }

    /** Returns whether callers need no login. Never true in production. */
    boolean open() {
        LaunchMode mode = LaunchMode.current();
        return mode.isDevOrTest() && !config.login().orElse(mode != LaunchMode.DEVELOPMENT);
    }

    /** Returns the caller's name, for the audit. Fails with a {@link Problem} if the caller may not use the console. */
    Uni<String> authorize(RoutingContext request) {
        if (open()) {
            return Uni.createFrom().item(() -> local(request));
        }
        return QuarkusHttpUser.getSecurityIdentity(request, null)
                .onFailure(AuthenticationFailedException.class)
                .transform(failure -> unauthenticated())
                .map(identity -> nameOf(request, identity));
    }

    /** A page of another site can make its own name resolve to this machine, but not change the name that it sends. */
    private static String local(RoutingContext request) {
        if (!Hosts.isLoopback(request.request().authority())) {
            throw new Problem(
                    403,
                    "without login, the console is only for http://localhost and the like: open it there, or set"
                            + " baton.console.login=true");
        }
        return ANYONE;
    }

    private String nameOf(RoutingContext request, @Nullable SecurityIdentity caller) {
        if (caller == null && !isAuthenticating(request)) {
            throw new Problem(
                    401,
                    "the console is closed because this process authenticates nobody here: build the application with"
                            + " a security extension and with quarkus.management.auth.enabled=true");
        }
        if (caller == null || caller.isAnonymous()) {
            throw unauthenticated();
        }
        if (!caller.hasRole(config.role())) {
            throw new Problem(403, "the console is for role '" + config.role() + "', which the caller does not have");
        }
        return caller.getPrincipal().getName();
    }

    private static boolean isAuthenticating(RoutingContext request) {
        return request.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY) != null || request.user() != null;
    }

    private Problem unauthenticated() {
        return new Problem(401, "log in as a user with role '" + config.role() + "'");
    }
}
