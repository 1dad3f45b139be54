package dev.baton.it;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** What Baton's tables hold. */
public final class Tables {

    private Tables() {}

    /** The one number that the query finds. */
    public static long number(SqlClient client, String query, Object... parameters) {
        return rows(client, query, parameters).iterator().next().getLong(0);
    }

    /** Whether the inbox of the function, of whatever namespace, has the event: 1 or 0. */
    public static long inbox(SqlClient client, String function, String source, String id) {
        return number(
                client,
                "select count(*) from baton_inbox where key = baton_inbox_key(namespace, $1, $2, $3)",
                function,
                source,
                id);
    }

    /** The first column of the query's rows. */
    public static List<String> texts(SqlClient client, String query) {
        return StreamSupport.stream(rows(client, query).spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    /** The first row of the query, as soon as there is one. */
    public static Row awaitRow(SqlClient client, String query, Object... parameters) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(client, query, parameters), found -> found.size() > 0)
                .iterator()
                .next();
    }

    private static RowSet<Row> rows(SqlClient client, String query, Object... parameters) {
        return client.preparedQuery(query).executeAndAwait(Tuple.from(List.of(parameters)));
    }
}
