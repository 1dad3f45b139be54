package dev.baton.runtime.deadletter;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.deadletter.DeadLetter.Filter;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations that an operator performs on the dead letters of this namespace. Each operation is one transaction,
 * adds a row to {@code baton_dead_letter_audit}, and does nothing to a dead letter that is not open. The operations are
 * functions in the database, which {@code ./baton dead-letters} calls as well.
 */
@Singleton
public class DeadLetterOperations {

    /**
     * The result of an operation.
     *
     * @param changed false if the dead letter was not open, and nothing was done
     * @param state the state of the dead letter now
     * @param eventId the id of the event that the function gets, or would have got
     */
    public record Performed(boolean changed, String state, String eventId) {}

    /**
     * The result of replaying many dead letters.
     *
     * @param replayed the number of dead letters that were replayed
     * @param next where to continue, as {@code after}; null if no dead letter is left
     */
    public record ReplayedMany(long replayed, @Nullable Long next) {}

    private static final String COLUMNS = """
            select id, function, type, key, source, event_id, attributes, data, origin, attempts, first_failed_at,
                   last_failed_at, error_class, error_message, error_stack, state
            from\s""";
    private static final String LIST = COLUMNS + "baton_dead_letters($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String SHOW = COLUMNS + "baton_dead_letter where namespace = $1 and id = $2";
    private static final String REPLAY = "select changed, state, event_id from baton_replay_dead_letter($1, $2, $3)";
    private static final String EDIT = "select changed, state, event_id from baton_edit_dead_letter($1, $2, $3, $4)";
    private static final String DISCARD = "select changed, state, event_id from baton_discard_dead_letter($1, $2, $3)";

    private final Database database;
    private final StoredEvents events;
    private final String namespace;

    DeadLetterOperations(Database database, StoredEvents events, BatonModel model) {
        this.database = database;
        this.events = events;
        this.namespace = model.namespace();
    }

    /** Returns the matching dead letters in the order of their ids, starting after the id {@code after}. */
    public Uni<List<DeadLetter>> list(Filter filter, long after, int limit) {
        return database.select(
                        LIST,
                        namespace,
                        filter.function(),
                        filter.error(),
                        filter.from(),
                        filter.to(),
                        filter.state(),
                        after,
                        limit)
                .map(rows -> rows.stream().map(this::letter).toList());
    }

    public Uni<Optional<DeadLetter>> show(long id) {
        return database.select(SHOW, namespace, id)
                .map(rows -> rows.stream().findFirst().map(this::letter));
    }

    /**
     * Gives the event to its function again, before all events that wait behind it. Empty if there is no such dead
     * letter.
     */
    public Uni<Optional<Performed>> replay(long id, String by) {
        return perform(REPLAY, namespace, id, by);
    }

    /**
     * Replays the dead letter as {@link #replay} does, but with other data (JSON). The event gets its own id, and the
     * old id as its {@code causationid}.
     */
    public Uni<Optional<Performed>> edit(long id, byte[] data, String by) {
        return perform(EDIT, namespace, id, data, by);
    }

    /**
     * Gives up on the event permanently, so that the events that wait behind it continue. Empty if there is no such
     * dead letter.
     */
    public Uni<Optional<Performed>> discard(long id, String by) {
        return perform(DISCARD, namespace, id, by);
    }

    /**
     * Replays the matching open dead letters after the id {@code after}, at most {@code limit} of them, each in its own
     * transaction.
     */
    public Uni<ReplayedMany> replayMany(Filter filter, long after, int limit, String by) {
        return list(filter.open(), after, limit).chain(letters -> Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(letter -> replay(letter.id(), by))
                .filter(performed -> performed.map(Performed::changed).orElse(false))
                .collect()
                .with(Collectors.counting())
                .map(replayed -> new ReplayedMany(replayed, DeadLetter.next(letters, limit))));
    }

    private Uni<Optional<Performed>> perform(String operation, Object... parameters) {
        return database.inTransaction(sql -> sql.select(operation, parameters))
                .map(rows ->
                        rows.stream().findFirst().map(row -> new Performed(row.bool(0), row.text(1), row.text(2))));
    }

    private DeadLetter letter(Row row) {
        return new DeadLetter(
                row.bigint(0),
                row.text(1),
                row.textOrNull(2),
                row.textOrNull(3),
                row.text(4),
                row.text(5),
                events.readAttributes(row.text(6)),
                row.bytes(7),
                row.text(8),
                row.integer(9),
                row.time(10),
                row.time(11),
                new Failure(row.text(12), row.text(13), row.text(14)),
                row.text(15));
    }
}
