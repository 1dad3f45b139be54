package dev.baton.chat.gateway.live;

import dev.baton.EventTraces;
import dev.baton.chat.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The periodic work for the open sockets while the gateway runs, and their closing at its end. */
@ApplicationScoped
class Rounds {

    static final String STOPS = "the gateway is going away: connect again";

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final long CHECK_MILLIS = 1_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    @Inject
    Vertx vertx;

    @Inject
    GatewayConfig config;

    @Inject
    Sessions sessions;

    @Inject
    SafetyNet safetyNet;

    @Inject
    EventTraces traces;

    @Inject
    Clock clock;

    private final AtomicBoolean looking = new AtomicBoolean();
    private long check;
    private long look;

    void start(@Observes StartupEvent started) {
        check = vertx.setPeriodic(CHECK_MILLIS, timer -> sessions.check(clock.instant()));
        look = vertx.setPeriodic(config.live().catchUpEvery().toMillis(), timer -> look());
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(check);
        vertx.cancelTimer(look);
        sessions.closeAll(Socket.GOING_AWAY, STOPS, CLOSE_WITHIN);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            Uni.createFrom()
                    .deferred(() -> traces.background(safetyNet.look()))
                    .onTermination()
                    .invoke(() -> looking.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.warnf(
                                    "History can't be read at the moment; sockets wait for it: cause=%s",
                                    failure.toString()));
        }
    }
}
