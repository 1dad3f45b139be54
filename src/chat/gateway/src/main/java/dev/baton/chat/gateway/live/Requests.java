package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.problems.Problem;
import dev.baton.chat.gateway.problems.ProblemBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * The requests in flight of the gateway's own API, and the upgrades to WebSockets. A gateway that is told to stop
 * refuses new ones, and waits for those that it has begun. Thread-safe.
 */
@ApplicationScoped
class Requests {

    private static final int BEFORE_AUTHENTICATION = 100_000;
    private static final String API = "/api/";
    private static final String EVENTS = "/events";

    private int inFlight;
    private boolean refusing;

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_AUTHENTICATION);
    }

    private void enter(RoutingContext context) {
        String path = context.normalizedPath();
        boolean socket = path.equals(SocketGate.PATH);
        if (!socket && !path.startsWith(API) && !path.equals(EVENTS)) {
            context.next();
        } else if (!begin(socket)) {
            if (context.request().version() != HttpVersion.HTTP_2) {
                context.response().putHeader("Connection", "close");
            }
            ProblemBody.answer(context.response(), Problem.stopping());
        } else {
            if (!socket) {
                context.addEndHandler(ended -> end());
            }
            context.next();
        }
    }

    private synchronized boolean begin(boolean socket) {
        if (!refusing && !socket) {
            inFlight++;
        }
        return !refusing;
    }

    private synchronized void end() {
        inFlight--;
        notifyAll();
    }

    synchronized void refuse() {
        refusing = true;
    }

    /** Waits until no request is left, or the time is over. Returns the number of remaining requests. */
    synchronized int awaitNone(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        long left = within.toMillis();
        while (inFlight > 0 && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return inFlight;
    }
}
