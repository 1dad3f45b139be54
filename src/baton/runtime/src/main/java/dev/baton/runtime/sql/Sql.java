package dev.baton.runtime.sql;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of Baton. Parameters are {@code $1}, {@code $2}, ...: texts, numbers, booleans, {@code byte[]} for
 * {@code bytea}, {@link java.time.Instant} for {@code timestamptz}, arrays of these, or null.
 */
public interface Sql {

    /** Returns the rows of a query, or of a statement with {@code returning}. */
    Uni<List<Row>> select(String sql, @Nullable Object... parameters);

    /** Runs a statement. */
    Uni<Void> execute(String sql, @Nullable Object... parameters);
}
