package dev.baton.local.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Records what the senders did besides sending messages: the dead letters that must exist, and how often each thing
 * happened. Thread-safe.
 */
final class Ledger {
    private final Counts counts = new Counts();
    private final Set<String> deadLetters = ConcurrentHashMap.newKeySet();

    private final Map<String, List<String>> functions;

    /** @param ofLogged the functions of this platform that handle logged messages; log-message handles posted ones */
    Ledger(String... ofLogged) {
        functions = Map.of(Topics.POSTED, List.of("log-message"), Topics.LOGGED, List.of(ofLogged));
    }

    /** Returns the topics that functions of this platform consume. */
    Set<String> topics() {
        return functions.keySet();
    }

    List<String> functions(String topic) {
        return functions.get(topic);
    }

    Counts counts() {
        return counts;
    }

    void poison(Poison kind, Message message, ProducerRecord<String, byte[]> record, RecordMetadata place) {
        String identity = kind.identity(message, record, place);
        functions(kind.topic()).forEach(function -> deadLetters.add(function + " " + identity));
        counts.add("poison, " + kind);
    }

    /** Returns the function, source, and id of each dead letter that must exist. */
    Set<String> deadLetters() {
        return Set.copyOf(deadLetters);
    }
}
