package dev.baton.runtime.retry.http;

import dev.baton.cloudevents.Event;
import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.HeapShare;
import dev.baton.runtime.outbox.StoredEvents;
import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for events of the retry table that are due and that no running process takes, because all processes of their
 * function are gone or scaled to zero. Posts some of them to the function's address if that is configured, which starts
 * a process on Knative. Gauge by function: {@code baton.retry.unattended}, in events.
 *
 * <p>A process looks while it publishes the outbox and has no functions, or knows addresses of functions.
 */
@Singleton
class UnattendedEvents {

    /** The events of one function that nobody takes. */
    record Unattended(long events, double oldestSeconds) {
        static final Unattended NOTHING = new Unattended(0, 0);

        Unattended plus(Unattended other) {
            return new Unattended(events + other.events, Math.max(oldestSeconds, other.oldestSeconds));
        }
    }

    /** Steps from one namespace to the next, so that the index serves any number of namespaces. */
    private static final String SPACES = """
            spaces (namespace) as (
                select min(namespace) from baton_retry where due_at is not null
                union all
                select (select min(r.namespace) from baton_retry r
                        where r.due_at is not null and r.namespace > s.namespace)
                from spaces s where s.namespace is not null)
            """;

    private static final String LOOK = "with recursive " + SPACES + """
            select due.function, sum(due.events)::bigint, max(due.waits)::float8
            from spaces s cross join lateral (
                select function, count(*) as events, extract(epoch from now() - min(due_at)) as waits
                from baton_retry r
                where r.namespace = s.namespace and r.due_at < now() - make_interval(secs => $1)
                  and function <> all ($2::text[])
                group by function) as due
            where $3::text is null or s.namespace = $3
            group by due.function""";

    /** Ends after {@code $5} bytes of data, but takes one event if any is due. */
    private static final String FIRST_DUE = "with recursive " + SPACES + """
            , due as materialized (
                select first.* from spaces s cross join lateral (
                    select id, due_at, octet_length(data) as bytes from baton_retry r
                    where r.namespace = s.namespace and r.due_at < now() - make_interval(secs => $1)
                      and function = $2 and needs_type is null
                    order by due_at limit $4) as first
                where $3::text is null or s.namespace = $3
                order by first.due_at limit $4),
            sized as (select id, sum(bytes) over (order by due_at, id) - bytes as bytes_before from due)
            select r.attributes, r.data from sized join baton_retry r using (id)
            where bytes_before < $5 order by r.due_at, r.id""";

    private static final int POSTED_AT_ONCE = 10;
    private static final HeapShare BYTES_AT_ONCE = new HeapShare(32, 1024 * 1024, 8 * 1024 * 1024);

    private final Database database;
    private final StoredEvents events;
    private final FunctionUrls urls;
    private final FunctionCalls calls;
    private final Meters meters;
    private final String[] own;
    private final @Nullable String namespace;
    private final double waits;
    private final Duration interval;
    private final long bytesAtOnce = BYTES_AT_ONCE.here();
    private final boolean looks;
    private final RoundLoop loop;
    private final Set<String> metered = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Unattended> found = Map.of();

    UnattendedEvents(
            Database database,
            StoredEvents events,
            FunctionUrls urls,
            FunctionCalls calls,
            Meters meters,
            BatonModel model,
            SchemaCheck schema,
            BatonConfig config) {
        this.database = database;
        this.events = events;
        this.urls = urls;
        this.calls = calls;
        this.meters = meters;
        this.own = model.functions().stream().map(BatonFunction::name).toArray(String[]::new);
        this.namespace = config.relay().namespace().orElse(own.length == 0 ? null : model.namespace());
        this.waits = config.retry().unattendedAfter().toMillis() / 1000.0;
        this.interval = config.retry().watchInterval();
        this.looks = config.relay().enabled() && (own.length == 0 || !urls.isEmpty());
        this.loop = new RoundLoop("baton-unattended", schema::awaitReady, this::look);
    }

    void start(@Observes StartupEvent event) {
        if (looks) {
            loop.startAfter(Duration.ofSeconds(1), interval);
        }
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        loop.stop();
    }

    /** Returns the functions whose due events nobody takes, as of the last check. */
    Map<String, Unattended> found() {
        return found;
    }

    /** Checks the table, posts due events, and returns the pause before the next check. Blocks. */
    Duration look() {
        Map<String, Unattended> now = new TreeMap<>();
        for (Row row : database.select(LOOK, waits, own, namespace).await().indefinitely()) {
            now.merge(row.text(0), new Unattended(row.bigint(1), row.real(2)), Unattended::plus);
        }
        found = now;
        now.keySet().forEach(this::meter);
        now.keySet().forEach(this::post);
        return interval;
    }

    private void post(String function) {
        if (urls.of(function).isPresent()) {
            List<Event> due = due(function);
            if (!due.isEmpty()) {
                calls.post(function, due);
            }
        }
    }

    private List<Event> due(String function) {
        return database
                .select(FIRST_DUE, waits, function, namespace, POSTED_AT_ONCE, bytesAtOnce)
                .await()
                .indefinitely()
                .stream()
                .map(row -> events.read(row.text(0), row.bytes(1)))
                .toList();
    }

    private void meter(String function) {
        if (metered.add(function)) {
            meters.gauge(
                    Metric.RETRY_UNATTENDED,
                    this,
                    one -> one.found()
                            .getOrDefault(function, Unattended.NOTHING)
                            .events(),
                    function);
        }
    }
}
