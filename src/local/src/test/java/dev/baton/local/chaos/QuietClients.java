package dev.baton.local.chaos;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps Kafka's clients of this JVM from saying, every 50 ms, that the broker is away: it is meant to be. */
final class QuietClients {
    /** Held, so that its level is not forgotten. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private QuietClients() {}

    static void set() {
        CLIENTS.setLevel(Level.SEVERE);
    }
}
