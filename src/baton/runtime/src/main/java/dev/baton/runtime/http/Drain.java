package dev.baton.runtime.http;

import dev.baton.StopRequested;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.shutdown.ShutdownListener;
import org.jboss.logging.Logger;

/**
 * A shutdown listener that rejects new requests, lets the application say goodbye to its clients, and lets requests in
 * flight finish, before anything else stops.
 */
public class Drain implements ShutdownListener {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    @Override
    public void preShutdown(ShutdownNotification notification) {
        inFlight().close();
        notification.done();
    }

    @Override
    public void shutdown(ShutdownNotification notification) {
        tellApplication();
        try {
            int left = inFlight().awaitEmpty();
            if (left > 0) {
                LOG.warnf("Requests are cut off; their senders retry: count=%d", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            notification.done();
        }
    }

    private static void tellApplication() {
        try {
            Arc.container().beanManager().getEvent().select(StopRequested.class).fire(new StopRequested());
        } catch (RuntimeException e) {
            LOG.warn("Observer of StopRequested failed; the process stops nevertheless", e);
        }
    }

    private static InFlight inFlight() {
        return Arc.container().instance(InFlight.class).get();
    }
}
