package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Statements that run on the event loop of a Vert.x context, whichever thread asks for them. A Hibernate Reactive
 * session accepts calls only there.
 */
record OnContext(Context context, Supplier<Sql> statements) implements Sql {

    @Override
    public Uni<List<Row>> select(String sql, @Nullable Object... parameters) {
        return there(() -> statements.get().select(sql, parameters));
    }

    @Override
    public Uni<Void> execute(String sql, @Nullable Object... parameters) {
        return there(() -> statements.get().execute(sql, parameters));
    }

    private <T> Uni<T> there(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(work).runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
