package dev.baton.console.http;

import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a request was sent to, and from which page it comes. */
final class Hosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private Hosts() {}

    static boolean isLoopback(@Nullable HostAndPort authority) {
        return authority != null && LOOPBACK.contains(authority.host().toLowerCase(Locale.ROOT));
    }

    /** Returns whether the request comes from a page of another origin. Programs other than browsers say nothing. */
    static boolean isFromElsewhere(RoutingContext request) {
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.request().getHeader("Origin");
        return origin != null && !isOwn(origin, request.request().authority());
    }

    private static boolean isOwn(String origin, @Nullable HostAndPort own) {
        try {
            return own != null
                    && own.toString().equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
