package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Statements on a plain connection or pool of the reactive PostgreSQL client. */
public record ClientSql(SqlClient client) implements Sql {

    @Override
    public Uni<List<Object[]>> select(String sql, Object... parameters) {
        return client.preparedQuery(sql).execute(Tuple.from(parameters)).map(rows -> {
            List<Object[]> result = new ArrayList<>(rows.size());
            rows.forEach(row -> result.add(values(row)));
            return result;
        });
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        return client.preparedQuery(sql).execute(Tuple.from(parameters)).replaceWithVoid();
    }

    private static Object[] values(Row row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getValue(i);
        }
        return values;
    }
}
