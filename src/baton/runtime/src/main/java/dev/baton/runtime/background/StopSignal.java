package dev.baton.runtime.background;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Stops what runs in the background, also after a start that failed. Quarkus fires no {@link ShutdownEvent} then, and
 * destroys the beans at once. In dev mode the process lives on, and the loops and consumers of the failed application
 * would otherwise share the events with those of the next one.
 */
@Singleton
class StopSignal {

    private final Event<Stopping> event;
    private boolean sent;

    StopSignal(Event<Stopping> event) {
        this.event = event;
    }

    void atShutdown(@Observes ShutdownEvent ending) {
        send();
    }

    void afterFailedStart(@Observes @BeforeDestroyed(ApplicationScoped.class) Object beans) {
        send();
    }

    private void send() {
        if (!sent) {
            sent = true;
            event.fire(new Stopping());
        }
    }
}
