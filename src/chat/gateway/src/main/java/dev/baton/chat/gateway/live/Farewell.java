package dev.baton.chat.gateway.live;

import dev.baton.StopRequested;
import dev.baton.chat.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The end of a gateway, while everything still works: it takes no more requests, sends the clients of its sockets
 * elsewhere once they have their answers, and answers the requests in flight.
 */
@ApplicationScoped
class Farewell {

    private static final Logger LOG = Logger.getLogger(Farewell.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    @Inject
    GatewayConfig config;

    @Inject
    Requests requests;

    @Inject
    Sessions sessions;

    void stop(@Observes StopRequested stopping) {
        requests.refuse();
        long deadline = System.nanoTime() + config.drain().timeout().toNanos();
        sessions.leave(config.drain().spread(), config.drain().timeout());
        sessions.closeAll(Socket.GOING_AWAY, Rounds.STOPS, CLOSE_WITHIN);
        try {
            int left = requests.awaitNone(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (left > 0) {
                LOG.warnf("Requests are cut off; their senders retry: count=%d", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
