package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.DatabaseSchema;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on a plain connection or pool of the reactive PostgreSQL client. */
record ClientSql(SqlClient client, DatabaseSchema schema) implements Sql {

    private record ClientRow(io.vertx.sqlclient.Row row) implements ReactiveRow {

        @Override
        public @Nullable Object value(int column) {
            return row.getValue(column);
        }
    }

    @Override
    public Uni<List<Row>> select(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).map(ClientSql::rows);
    }

    @Override
    public Uni<Void> execute(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).replaceWithVoid();
    }

    private Uni<RowSet<io.vertx.mutiny.sqlclient.Row>> run(String sql, @Nullable Object[] parameters) {
        return client.preparedQuery(schema.qualify(sql)).execute(Tuple.from(Parameters.of(parameters)));
    }

    static List<Row> rows(RowSet<?> found) {
        List<Row> rows = new ArrayList<>(found.size());
        found.getDelegate().forEach(row -> rows.add(new ClientRow((io.vertx.sqlclient.Row) row)));
        return rows;
    }
}
