package dev.baton.chat.gateway.presence;

import dev.baton.EventTraces;
import dev.baton.chat.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The publication of presence: it records which users have a socket at this gateway. Changes reach the database one
 * after another, soon after they happen. While the database is unavailable, they wait for the next heartbeat.
 */
@ApplicationScoped
public class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    @Inject
    Vertx vertx;

    @Inject
    GatewayConfig config;

    @Inject
    PresenceStore store;

    @Inject
    EventTraces traces;

    private final UUID gateway = UUID.randomUUID();
    private final Connections connections = new Connections();
    private final AtomicBoolean known = new AtomicBoolean();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean stopped;
    private long timer;

    void start(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(config.presence().heartbeat().toMillis(), any -> beatOnce());
        vertx.runOnContext(any -> beatOnce());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        vertx.cancelTimer(timer);
        try {
            store.leave(gateway).await().atMost(LEAVE_WITHIN);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Row of this gateway not removed; other gateways remove it: gateway=%s cause=%s",
                    gateway, e.toString());
        }
    }

    UUID gateway() {
        return gateway;
    }

    /** Records that a socket of the user opened. */
    public void opened(String user) {
        connections.opened(user);
        write();
    }

    /** Records that a socket of the user closed. */
    public void closed(String user) {
        connections.closed(user);
        write();
    }

    private void beatOnce() {
        if (!stopped && beating.compareAndSet(false, true)) {
            Uni.createFrom()
                    .deferred(() -> traces.background(beat()))
                    .onTermination()
                    .invoke(() -> beating.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.warnf("Heartbeat not written; it is retried: cause=%s", failure.toString()));
        }
    }

    /** Runs one heartbeat: records that this gateway is alive, and removes the gateways that are not. */
    Uni<Void> beat() {
        return store.beat(gateway)
                .invoke(isNew -> {
                    if (isNew) {
                        connections.putBackAll();
                    }
                    known.set(true);
                })
                .chain(() -> store.sweep(gateway, config.presence().staleAfter()))
                .invoke(this::write);
    }

    private void write() {
        if (stopped || !known.get() || !writing.compareAndSet(false, true)) {
            return;
        }
        Connections.Change change = connections.take();
        if (change.isEmpty()) {
            writing.set(false);
            return;
        }
        Uni.createFrom()
                .deferred(() -> traces.background(store.apply(gateway, change)))
                .subscribe()
                .with(
                        done -> {
                            writing.set(false);
                            write();
                        },
                        failure -> {
                            connections.putBack(change);
                            writing.set(false);
                            LOG.warnf(
                                    "Presence not read; this is retried with the next heartbeat: cause=%s",
                                    failure.toString());
                        });
    }
}
