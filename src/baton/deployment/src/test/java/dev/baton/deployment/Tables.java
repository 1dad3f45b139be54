package dev.baton.deployment;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** What Baton's tables hold. */
public final class Tables {

    private Tables() {}

    /** The one number that the query finds. */
    public static long number(Pool pool, String query, Object... parameters) {
        return rows(pool, query, parameters).iterator().next().getLong(0);
    }

    /** The first row of the query, as soon as there is one. */
    public static Row awaitRow(Pool pool, String query, Object... parameters) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(pool, query, parameters), found -> found.size() > 0)
                .iterator()
                .next();
    }

    private static RowSet<Row> rows(Pool pool, String query, Object... parameters) {
        return pool.preparedQuery(query).executeAndAwait(Tuple.from(List.of(parameters)));
    }
}
