package dev.baton.runtime.sql.reactive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the database that is not one of the pool's, and is watched like these. Not possible where the
 * application creates the pool itself, because its options are not known then. Thread-safe.
 */
@Singleton
class OwnConnection {

    private @Nullable Supplier<Pool> opener;
    private @Nullable Pool only;
    private Runnable whenPossible = () -> {};

    /**
     * @param opener makes a pool of one connection, each time to the next host
     */
    void openWith(Supplier<Pool> opener) {
        Runnable then;
        synchronized (this) {
            this.opener = opener;
            then = whenPossible;
        }
        then.run();
    }

    /** Runs the action once a connection can be opened. */
    void whenPossible(Runnable action) {
        boolean possible;
        synchronized (this) {
            whenPossible = action;
            possible = opener != null;
        }
        if (possible) {
            action.run();
        }
    }

    /** Opens the connection anew. The one before it is closed. */
    synchronized Future<SqlConnection> open() {
        drop();
        if (opener == null) {
            return Future.failedFuture("closed");
        }
        only = opener.get();
        return only.getConnection();
    }

    synchronized void close() {
        opener = null;
        drop();
    }

    private void drop() {
        if (only != null) {
            only.close();
            only = null;
        }
    }
}
