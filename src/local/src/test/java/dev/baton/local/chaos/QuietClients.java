package dev.baton.local.chaos;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the Kafka clients in this JVM from logging every 50 ms that the broker is unavailable, which is intended. */
final class QuietClients {
    /** A strong reference, so that the logger and its level are not garbage-collected. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private QuietClients() {}

    static void set() {
        CLIENTS.setLevel(Level.SEVERE);
    }
}
