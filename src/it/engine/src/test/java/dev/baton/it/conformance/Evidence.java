package dev.baton.it.conformance;

import dev.baton.it.Tables;
import dev.baton.it.outside.Published;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The traces that deliveries of events of one key left: state, rows, published events, counted outcomes. */
final class Evidence implements AutoCloseable {

    private final Pool pool;
    private final CompositeMeterRegistry metrics;
    private final SimpleMeterRegistry measured = new SimpleMeterRegistry();
    private final Published published;
    private final String name;

    Evidence(Pool pool, MeterRegistry metrics, String bootstrapServers, String name) {
        this.pool = pool;
        this.metrics = (CompositeMeterRegistry) metrics;
        this.metrics.add(measured);
        this.published = new Published(bootstrapServers);
        this.name = name;
    }

    /** Returns the numbers that took effect, in order. */
    String tally(String key) {
        List<Row> rows = rows("select numbers from conformance_tally where name = $1", key);
        return rows.isEmpty() ? "" : rows.get(0).getString(0);
    }

    /** Returns those of the events that were handled or given up on. */
    List<String> inbox(String... ids) {
        return Stream.of(ids)
                .filter(id -> Tables.inbox(pool, "work", "/conformance", id) == 1)
                .toList();
    }

    List<Row> letters() {
        return rows("select * from baton_dead_letter where key = $1 order by id", name);
    }

    List<String> waiting() {
        return texts("select event_id from baton_retry where key = $1 order by id", name);
    }

    List<Row> delayed() {
        return rows("select * from baton_outbox where key = $1 and not_before is not null", name);
    }

    List<Row> unpublished() {
        return rows("select * from baton_outbox where key = $1 and not_before is null", name);
    }

    List<Published.Event> published(String topic) {
        return published.events(topic, name);
    }

    /** Returns how many deliveries of the function have ended with this outcome. */
    double outcomes(String outcome) {
        return measured.counter("baton.deliveries", "namespace", "it-engine", "function", "work", "outcome", outcome)
                .count();
    }

    private List<String> texts(String sql, String parameter) {
        return rows(sql, parameter).stream().map(row -> row.getString(0)).toList();
    }

    private List<Row> rows(String sql, String parameter) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).executeAndAwait(Tuple.of(parameter)).forEach(rows::add);
        return rows;
    }

    @Override
    public void close() {
        metrics.remove(measured);
        published.close();
    }
}
