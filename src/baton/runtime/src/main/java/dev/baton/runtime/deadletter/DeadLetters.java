package dev.baton.runtime.deadletter;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.deadletter.notice.NewDeadLetters;
import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.inbox.InboxKeys;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores events that were given up on: a row with the failure, and the event on the topic {@code <topic>.dead-letter},
 * both or neither. The event counts as seen in the inbox, so that a repetition of the event is a duplicate, not another
 * failure.
 */
@Singleton
public class DeadLetters {

    private static final String TOPIC_SUFFIX = ".dead-letter";

    private static final String STORE = """
            insert into baton_dead_letter (namespace, function, type, key, source, event_id, attributes, data, origin,
                                           attempts, first_failed_at, last_failed_at, error_class, error_message,
                                           error_stack)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (namespace, function, source, event_id) do update set
                state = 'open', attempts = excluded.attempts, last_failed_at = excluded.last_failed_at,
                error_class = excluded.error_class, error_message = excluded.error_message, error_stack = excluded.error_stack""";

    private static final String SEEN = """
            insert into baton_inbox (key, namespace) values ($1, $2)
            on conflict do nothing returning 1""";

    /** The attributes that describe the failure. */
    private static final String NAMESPACE = "batonnamespace";

    private static final String FUNCTION = "batonfunction";
    private static final String ORIGIN = "batonorigin";
    private static final String ATTEMPTS = "batonattempts";
    private static final String ERROR_CLASS = "batonerrorclass";
    private static final String ERROR = "batonerror";

    private static final Set<String> KEPT_WHEN_TOO_LARGE = Set.of(
            AttributeNames.SPEC_VERSION,
            AttributeNames.ID,
            AttributeNames.SOURCE,
            AttributeNames.TYPE,
            AttributeNames.TIME,
            AttributeNames.SUBJECT,
            Extensions.PARTITION_KEY,
            Extensions.CORRELATION_ID,
            Extensions.CAUSATION_ID,
            NAMESPACE,
            FUNCTION,
            ORIGIN,
            ATTEMPTS,
            ERROR_CLASS,
            ERROR);

    private static final String WHY_OPEN = """
            select error_message from baton_dead_letter
            where namespace = $1 and function = $2 and source = $3 and event_id = $4 and state = 'open'""";

    private final BatonModel model;
    private final StoredEvents events;
    private final Outbox outbox;
    private final Database database;
    private final NewDeadLetters newLetters;
    private final long maxEventSize;

    DeadLetters(
            BatonModel model,
            StoredEvents events,
            Outbox outbox,
            Database database,
            NewDeadLetters newLetters,
            BatonConfig config) {
        this.model = model;
        this.events = events;
        this.outbox = outbox;
        this.database = database;
        this.newLetters = newLetters;
        this.maxEventSize = config.delivery().maxEventSize().asLongValue();
    }

    /** Returns the topic of the dead letters of a function. */
    public static String topic(BatonFunction function) {
        return function.input().topic() + TOPIC_SUFFIX;
    }

    /** Returns whether the topic is a topic of dead letters. */
    public static boolean isTopic(String topic) {
        return topic.endsWith(TOPIC_SUFFIX);
    }

    /**
     * Stores the event as a dead letter, unless it has taken effect or was given up on since it failed: another process
     * may have taken over its partition. Returns whether it is a dead letter now. Waits for a transaction that is
     * handling the event.
     */
    public Uni<Boolean> storeUnlessSeen(Sql sql, FailedEvent failed, Failure failure, FailureTimes times) {
        EventId event = new EventId(
                failed.event().getSource().toString(), failed.event().getId());
        byte[] key = new InboxKeys(model.namespace(), failed.function()).bytes(event);
        return sql.select(SEEN, key, model.namespace())
                .map(entered -> !entered.isEmpty())
                .call(first -> first
                        ? store(sql, failed, failure, times)
                        : Uni.createFrom().voidItem());
    }

    /** Stores the event, which this transaction has entered in the inbox, as a dead letter. */
    public Uni<Void> store(Sql sql, FailedEvent failed, Failure failure, FailureTimes times) {
        String source = failed.event().getSource().toString();
        String id = failed.event().getId();
        Map<String, String> attributes = StoredEvents.attributes(failed.event());
        byte[] data = StoredEvents.data(failed.event());
        return sql.execute(
                        STORE,
                        model.namespace(),
                        failed.function(),
                        failed.event().getType(),
                        failed.key(),
                        source,
                        id,
                        events.write(attributes),
                        data,
                        failed.origin(),
                        failed.attempts(),
                        times.first(),
                        times.last(),
                        failure.errorClass(),
                        failure.message(),
                        failure.stack())
                .chain(() -> outbox.store(sql, List.of(published(failed, failure, attributes, data))))
                .invoke(() -> newLetters.stored(failed.function(), failure.errorClass(), failed.event()));
    }

    /** Returns why the event was given up on; empty if it was not, or if an operator has settled it. */
    public Uni<Optional<String>> whyOpen(String function, String source, String id) {
        return database.select(WHY_OPEN, model.namespace(), function, source, id)
                .map(rows -> rows.stream().findFirst().map(row -> row.text(0)));
    }

    /**
     * Returns the event to publish. An event that is too large for the broker is published without its data, which is
     * in the row.
     */
    private OutboxRow published(FailedEvent failed, Failure failure, Map<String, String> attributes, byte[] data) {
        attributes.put(NAMESPACE, model.namespace());
        attributes.put(FUNCTION, failed.function());
        attributes.put(ORIGIN, EventAttributes.allowed(failed.origin()));
        attributes.put(ATTEMPTS, Integer.toString(failed.attempts()));
        attributes.put(ERROR_CLASS, failure.errorClass());
        attributes.put(ERROR, EventAttributes.allowed(failure.message()));
        BatonFunction function = model.function(failed.function()).orElseThrow();
        OutboxRow whole = new OutboxRow(topic(function), failed.key(), attributes, data, null);
        if (whole.size() <= maxEventSize) {
            return whole;
        }
        attributes.keySet().retainAll(KEPT_WHEN_TOO_LARGE);
        attributes.put("batonomitted", Integer.toString(data.length));
        return new OutboxRow(whole.topic(), whole.key(), attributes, new byte[0], null);
    }
}
