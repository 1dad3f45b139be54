package dev.baton.runtime.inbox;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.InboxConfig;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Forgets events that were handled long ago, a few in each transaction. After each transaction, it rests for as long as
 * the transaction took, so that deliveries can continue. Of several processes of a namespace, one works at a time. Each
 * namespace has its own retention.
 *
 * <p>There is no index on the time at which events were handled, because each delivery would pay for it. Instead, the
 * processes of a namespace walk through the table, block by block, and begin again at its end.
 */
@Singleton
public class InboxExpiry {

    private static final Duration LEAST_REST = Duration.ofMillis(5);

    /** The number of blocks that a step reads at most: 1 MiB, the rows of about 14,000 events. */
    private static final int BLOCKS = 128;

    /** The number of steps of a look, in a table of up to 4 GiB. In a larger one, a walk takes as many looks as in that. */
    private static final int STEPS = 16;

    private static final int LOOKS = 256;

    /** Returns a row if it is time to look again, and no other process of the namespace does. */
    private static final String LOOK = """
            insert into baton_inbox_walk as walk (namespace, next_block, looked_at) values ($1, 0, now())
            on conflict (namespace) do update set looked_at = now()
            where walk.looked_at <= now() - make_interval(secs => $2)
            returning baton_inbox_blocks()""";

    /**
     * Forgets the old events of the next blocks. If there may be more of them, the walk stays at its place. Returns no
     * row if another process works.
     */
    private static final String FORGET = """
            with place as materialized (
                select coalesce(next_block, 0) as first, coalesce(next_block, 0) + $4 as past
                from (select pg_try_advisory_xact_lock(
                            hashtextextended('baton_inbox/' || $1, baton_schema_number())) as mine) as turn
                left join baton_inbox_walk on namespace = $1
                where mine),
            old as materialized (
                select ctid from baton_inbox
                where ctid >= (select format('(%s,0)', first)::tid from place)
                  and ctid < (select format('(%s,0)', past)::tid from place)
                  and namespace = $1 and handled_at < now() - make_interval(secs => $2)
                limit $3 for update skip locked),
            forgotten as (
                delete from baton_inbox where ctid = any (array(select ctid from old)) returning key),
            replies as (
                delete from baton_reply where inbox_key = any (array(select key from forgotten))),
            moved as (
                insert into baton_inbox_walk (namespace, next_block, looked_at)
                select $1, case when (select count(*) from old) >= $3 then first
                                when past >= baton_inbox_blocks() then 0
                                else past end, now()
                from place
                on conflict (namespace) do update set next_block = excluded.next_block, looked_at = excluded.looked_at
                returning next_block)
            select (select count(*) from forgotten), next_block from moved""";

    /**
     * The delay after the start: late enough for waiting events to be delivered first, and early enough for a process
     * that is scaled to zero again.
     */
    private static final Duration AFTER_START = Duration.ofSeconds(10);

    private final Database database;
    private final String namespace;
    private final InboxConfig config;
    private final RoundLoop loop;
    private long steps;

    InboxExpiry(Database database, BatonModel model, SchemaCheck schema, BatonConfig config) {
        this.database = database;
        this.namespace = model.namespace();
        this.config = config.inbox();
        this.loop = new RoundLoop("baton-inbox-expiry", schema::awaitReady, this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!config.expiryInterval().isZero()) {
            loop.startAfter(AFTER_START, config.expiryInterval());
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /**
     * Forgets up to {@code baton.inbox.expiry-step} events in one transaction, and returns how many it forgot. If it
     * forgot fewer, the next call continues behind the blocks that it has read. Blocks; not for the event loop.
     */
    public int forgetSome() {
        return step().forgotten();
    }

    /**
     * What a step did.
     *
     * @param end whether the walk has reached the end of the table, or is another process's
     */
    private record Step(int forgotten, boolean end) {}

    private Step step() {
        List<Row> rows = select(FORGET, namespace, seconds(config.retention()), config.expiryStep(), BLOCKS);
        return rows.isEmpty()
                ? new Step(0, true)
                : new Step((int) rows.get(0).bigint(0), rows.get(0).bigint(1) == 0);
    }

    private Duration round() {
        long begun = System.nanoTime();
        if (steps == 0) {
            steps = stepsOfLook();
        }
        if (steps > 0) {
            Step step = step();
            if (step.forgotten() < config.expiryStep()) {
                steps = step.end() ? 0 : steps - 1;
            }
        }
        if (steps == 0) {
            return config.expiryInterval();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return took.compareTo(LEAST_REST) < 0 ? LEAST_REST : took;
    }

    /** Returns how many steps without more to forget end the look; 0 if it is not time to look. */
    private long stepsOfLook() {
        List<Row> rows = select(LOOK, namespace, seconds(config.expiryInterval()));
        return rows.isEmpty() ? 0 : Math.max(STEPS, rows.get(0).bigint(0) / BLOCKS / LOOKS + 1);
    }

    private List<Row> select(String sql, Object... parameters) {
        return database.select(sql, parameters).await().indefinitely();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
