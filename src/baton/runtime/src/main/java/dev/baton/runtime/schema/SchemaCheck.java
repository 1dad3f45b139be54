package dev.baton.runtime.schema;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.DatabaseErrors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Waits until the database has the schema that this application needs, and meanwhile names the command to run. A
 * process may be started before the database is available or migrated.
 */
@Singleton
public class SchemaCheck {

    /** The version of component {@code baton} that this code needs. */
    private static final int NEEDED = 7;

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Database database;
    private final DatabaseErrors errors;
    private final Map<String, Integer> needed;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile String problem = "the database has not been reached yet";

    SchemaCheck(Database database, DatabaseErrors errors, BatonConfig config) {
        this.database = database;
        this.errors = errors;
        this.needed = new TreeMap<>(config.schema());
        this.needed.merge("baton", NEEDED, Math::max);
    }

    /** Blocks until the schema exists. */
    public void awaitReady() throws InterruptedException {
        while (ready.getCount() > 0) {
            if (checking.compareAndSet(false, true)) {
                try {
                    check();
                } catch (RuntimeException | Error e) { // the loops that wait here would never start
                    OutOfMemory.check(e);
                    failed(e);
                } finally {
                    checking.set(false);
                }
            }
            if (ready.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    public boolean ready() {
        return ready.getCount() == 0;
    }

    /** Returns the problem and its remedy; empty when there is none. */
    public String problem() {
        return problem;
    }

    private void check() {
        String found = Uni.join()
                .all(needed.entrySet().stream()
                        .map(component -> check(component.getKey(), component.getValue()))
                        .toList())
                // On one connection, because each connection adds some milliseconds to the start.
                .usingConcurrencyOf(1)
                .andCollectFailures()
                .onItem()
                .transform(problems -> String.join("; ", problems).replaceAll("^(; )+|(; )+$", ""))
                .onFailure()
                .recoverWithItem(failure -> "the database can't be reached: " + failure.getMessage())
                .await()
                .indefinitely();
        if (found.isBlank()) {
            problem = "";
            ready.countDown();
        } else if (!found.equals(problem)) {
            problem = found;
            LOG.warnf("Waiting for the database schema: cause=%s", found);
        }
    }

    /** Waiting for a {@code Uni} wraps an interrupt; nothing else is expected here. */
    private void failed(Throwable failure) throws InterruptedException {
        if (failure.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        problem = "the schema can't be checked: " + failure;
        LOG.errorf(failure, "Schema not checked; the check is retried: retryInMs=%d", AGAIN.toMillis());
    }

    private Uni<String> check(String component, int version) {
        String history = component.replaceAll("[^a-z0-9_]", "_") + "_schema_history";
        return database.ask(
                        "select coalesce(max(case when version ~ '^[0-9]+$' then cast(version as integer) end), 0) from "
                                + history + " where success")
                .map(row -> row.integer(0))
                .onFailure(errors::undefinedTable)
                .recoverWithItem(0)
                .map(found -> found >= version
                        ? ""
                        : "schema component " + component + " has version " + found + " but version " + version
                                + " is needed: run ./baton migrate");
    }
}
