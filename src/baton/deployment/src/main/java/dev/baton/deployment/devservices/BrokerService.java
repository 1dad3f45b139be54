package dev.baton.deployment.devservices;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.Placement;
import io.quarkus.deployment.builditem.Startable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded broker, which Quarkus starts and stops. */
class BrokerService implements Startable {

    private final EmbeddedBroker broker;

    BrokerService(Placement placement) {
        this.broker = new EmbeddedBroker(placement, Map.of());
    }

    @Override
    public void start() {
        broker.start();
    }

    @Override
    public String getConnectionInfo() {
        return broker.bootstrapServers();
    }

    /** Returns null, because there is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        broker.close();
    }
}
