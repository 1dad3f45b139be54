package dev.baton;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the event that a function handles now, beyond its data. A function asks for it with a second parameter:
 * {@code log(MessagePosted posted, @Context EventContext context)}, {@code Context} being Funqy's annotation.
 *
 * @param function the function's name
 * @param id the CloudEvents {@code id}; with {@code source} it identifies the event
 * @param source the CloudEvents {@code source}
 * @param type the CloudEvents {@code type} as it was sent, which may be an older version than that of the record
 * @param subject the CloudEvents {@code subject}
 * @param key the CloudEvents {@code partitionkey}, else the component of the data that {@link EventKey} marks, else the subject; events of
 *     one key are handled in order
 * @param time the CloudEvents {@code time}
 * @param correlationId the same for all events that one first event led to
 * @param causationId the id of the event that this one follows
 * @param attempt which delivery of the event to the function this is, from 1, as this process and the retry table counted: in place it
 *     begins at 1 again after a restart or a rebalance. Always 1 for a request over HTTP, where the sender counts
 */
public record EventContext(
        String function,
        String id,
        URI source,
        String type,
        Optional<String> subject,
        Optional<String> key,
        Optional<Instant> time,
        String correlationId,
        Optional<String> causationId,
        int attempt) {}
