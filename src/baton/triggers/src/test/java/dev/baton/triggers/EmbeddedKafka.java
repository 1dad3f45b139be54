package dev.baton.triggers;

import dev.baton.embedded.EmbeddedBroker;
import java.time.Clock;
import java.util.UUID;

/** A real Kafka broker for all tests of this JVM. */
final class EmbeddedKafka {

    private static final EmbeddedBroker BROKER = new EmbeddedBroker().start();

    private EmbeddedKafka() {}

    /** Returns the settings of a separate broker on a free port. */
    static TriggerBroker.Settings settings() {
        TriggerBroker.Settings defaults = TriggerBroker.Settings.of(BROKER.bootstrapServers(), 0);
        return new TriggerBroker.Settings(
                BROKER.bootstrapServers(),
                "broker-" + UUID.randomUUID(),
                0,
                defaults.atOnce(),
                defaults.limits(),
                Clock.systemUTC());
    }
}
