package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Runs statements on the one connection of a running transaction. Parameters are {@code $1}, {@code $2}, ... */
public interface Sql {

    /** Returns the rows of a query, or of a statement with {@code returning}. */
    Uni<List<Object[]>> select(String sql, Object... parameters);

    /** Runs a statement. */
    Uni<Void> execute(String sql, Object... parameters);
}
