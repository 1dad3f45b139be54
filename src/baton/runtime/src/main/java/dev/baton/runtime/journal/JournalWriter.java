package dev.baton.runtime.journal;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal, in the transaction of what it records. Its statements can fail only if the database can't execute
 * any, whatever the events contain.
 */
@Singleton
public class JournalWriter {

    /** The number of events after which another row begins. A reader of one event reads the whole row. */
    private static final int MOST_EVENTS = 500;

    /** The size of data up to which the journal keeps it. */
    private static final int MOST_DATA = 64 * 1024;

    private final String namespace;
    private final String process;
    private final Clock clock;
    private final boolean enabled;
    private final boolean keepsData;

    @Inject
    JournalWriter(BatonModel model, Clock clock, BatonConfig config) {
        this(
                model.namespace(),
                ThisProcess.name(),
                clock,
                config.journal().enabled(),
                config.journal().showData());
    }

    JournalWriter(String namespace, String process, Clock clock, boolean enabled, boolean keepsData) {
        this.namespace = namespace;
        this.process = process;
        this.clock = clock;
        this.enabled = enabled;
        this.keepsData = keepsData;
    }

    /** Returns a writer that writes nothing. */
    public static JournalWriter off() {
        return new JournalWriter("", "", Clock.systemUTC(), false, false);
    }

    /** Returns whether this process writes the journal. */
    public boolean enabled() {
        return enabled;
    }

    /** Returns whether the data of an event belongs in the journal, because it can't be read from where it came from. */
    public boolean keeps(byte[] data) {
        return keepsData && data.length <= MOST_DATA;
    }

    /**
     * Records what became of events of a function. The statements are returned in order, and need not be awaited one
     * after another.
     *
     * @param took the time since the delivery began; null if that is not known
     */
    public List<Uni<Void>> delivered(Sql sql, String function, @Nullable Duration took, List<Delivered> events) {
        List<Uni<Void>> statements = new ArrayList<>(1);
        for (int from = 0; enabled && from < events.size(); from += MOST_EVENTS) {
            List<Delivered> some = events.subList(from, Math.min(events.size(), from + MOST_EVENTS));
            statements.add(sql.execute(JournalSql.WRITE, row(function, took, some)));
        }
        return statements;
    }

    /** Records what became of one event, of which it is not known when its delivery began. */
    public Uni<Void> delivered(Sql sql, String function, Delivered event) {
        List<Uni<Void>> statements = delivered(sql, function, null, List.of(event));
        return statements.isEmpty() ? Uni.createFrom().voidItem() : statements.get(0);
    }

    /**
     * Returns the parameters with which a statement can insert a row of stored events itself: namespace, function,
     * process, time, ids, filter, and entries.
     */
    public @Nullable Object[] stored(Collection<? extends StoredEvent> events) {
        return row(null, null, events.stream().map(JournalWriter::delivered).toList());
    }

    private static Delivered delivered(StoredEvent stored) {
        Map<String, String> attributes = stored.attributes();
        return new Delivered(
                attributes,
                stored.key(),
                0,
                JournalState.STORED,
                null,
                new Delivered.Origin("", 0, null),
                List.of(stored));
    }

    private @Nullable Object[] row(@Nullable String function, @Nullable Duration took, List<Delivered> events) {
        JournalBatch batch = new JournalBatch(clock.millis(), events.size());
        events.forEach(batch::add);
        return new Object[] {
            namespace,
            function,
            process,
            millis(took),
            batch.marks().indexed(),
            batch.marks().filter(),
            batch.entries()
        };
    }

    private static @Nullable Integer millis(@Nullable Duration took) {
        return took == null ? null : (int) Math.max(0, Math.min(Integer.MAX_VALUE, took.toMillis()));
    }
}
