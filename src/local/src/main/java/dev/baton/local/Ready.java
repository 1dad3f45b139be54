package dev.baton.local;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/** The log message with the address of the page, once the page can be opened. */
@ApplicationScoped
class Ready {
    private static final Logger LOG = Logger.getLogger("dev.baton");

    void listening(@ObservesAsync HttpServerStart start) {
        int port = start.options().getPort();
        FreePort.bound(port);
        if (FreePort.isOtherThanWanted(port)) {
            LOG.warnf("Port %d is taken by another process; -Dquarkus.http.port chooses one", FreePort.WANTED);
        }
        LOG.infof("Baton is ready: http://localhost:%d", port);
    }
}
