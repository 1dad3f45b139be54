package dev.baton;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The metadata of the event that a function is handling. A function declares it as its second parameter:
 * {@code log(MessagePosted posted, @Context EventContext context)}, where {@code Context} is Funqy's annotation.
 *
 * @param function the function's name
 * @param id the CloudEvents {@code id}; with {@code source} it identifies the event
 * @param source the CloudEvents {@code source}
 * @param type the CloudEvents {@code type} as it was sent, which may be an older version than that of the record
 * @param subject the CloudEvents {@code subject}
 * @param key the CloudEvents {@code partitionkey}, or else the {@link EventKey} component of the data, or else the
 *     subject; events with the same key are handled in order
 * @param time the CloudEvents {@code time}
 * @param correlationId the id that is shared by all events that follow from the same first event
 * @param causationId the id of the event that this event follows from
 * @param attempt the number of this delivery of the event to the function, from 1, as counted by this process and the
 *     retry table; the count of attempts in place starts at 1 again after a restart or a rebalance. For a request over
 *     HTTP it is always 1, because the sender counts the attempts
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
