package dev.baton.triggers;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.triggers.http.Ingress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** A real Kafka broker for all tests of this JVM. */
final class EmbeddedKafka {

    private static final EmbeddedBroker BROKER = new EmbeddedBroker().start();

    private EmbeddedKafka() {}

    /** Returns the settings of a separate broker on a free port, which gives slow senders 2 s. */
    static TriggerBroker.Settings settings() {
        TriggerBroker.Settings defaults = TriggerBroker.Settings.of(BROKER.bootstrapServers(), 0);
        Ingress.Limits limits = new Ingress.Limits(
                defaults.limits().bodyBytes(), defaults.limits().batch(), Duration.ofSeconds(2));
        return new TriggerBroker.Settings(
                BROKER.bootstrapServers(),
                "broker-" + UUID.randomUUID(),
                0,
                defaults.atOnce(),
                limits,
                Clock.systemUTC());
    }
}
