package dev.baton.runtime.delivery;

import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.sql.Transaction;
import dev.baton.runtime.sql.UnitOfWork;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The database of one worker, on one connection. The worker's thread waits before the statements that others can
 * notice or that notice others, and before each commit.
 */
final class GatedDatabase implements Database, UnitOfWork {

    static final String COMMIT = "commit";
    static final String WITHOUT_AN_ANSWER = "without an answer";

    /** Statements that are never the first one of their kind in a transaction follow these without a wait. */
    private static final Set<String> GATED = Set.of(
            "Retries.PARKED_KEYS",
            "Retries.LOCK_KEYS",
            "Retries.FAILED_AGAIN",
            "Retries.HOLD",
            "TakenAtOnce.TAKE_DUE",
            "ParkedRuns.BEHIND",
            "Inbox.HANDLED",
            "Inbox.CLAIM",
            "DueSlots.LOCK",
            "Relay.READ",
            "Relay.DELETE",
            "Relay.PROMOTE");

    private final Database real;
    private final Gate gate;
    private final MovedLeases movedLeases;
    private boolean open;
    private boolean broken;
    private boolean settling;

    /** The relay reads the slots that it locked without knowing whether it locked any. */
    private boolean nothingLocked;

    GatedDatabase(Database real, Gate gate, MovedLeases movedLeases) {
        this.real = real;
        this.gate = gate;
        this.movedLeases = movedLeases;
    }

    /** Rolls back what is open, as PostgreSQL does when the connection ends. */
    void disconnect() {
        broken = true;
        if (open) {
            run("rollback");
            open = false;
        }
    }

    void reconnect() {
        broken = false;
    }

    private void run(String sql) {
        real.execute(sql).await().indefinitely();
    }

    @Override
    public Uni<List<Row>> select(String sql, Object... parameters) {
        return Uni.createFrom().deferred(() -> Uni.createFrom().item(rows(sql, parameters)));
    }

    @Override
    public Uni<Void> execute(String sql, Object... parameters) {
        return select(sql, parameters).replaceWithVoid();
    }

    private List<Row> rows(String sql, Object[] parameters) {
        String name = SqlNames.of(sql);
        boolean first = name.startsWith("DeadLetters.") && !settling;
        if (first || GATED.contains(name) && !(name.equals("Relay.READ") && nothingLocked)) {
            gate.pause(first ? "DeadLetters" : name);
        }
        settling |= first || name.equals("Retries.LOCK_KEYS") || name.equals("Retries.HOLD");
        check();
        if (name.equals("Relay.PROMOTE")) { // alone in its transaction, which the model holds open for a moment
            return inTransactionAndAwait(sql2 -> Uni.createFrom().item(run(name, sql, parameters)));
        }
        return run(name, sql, parameters);
    }

    private List<Row> run(String name, String sql, Object[] parameters) {
        List<Row> rows = real.select(sql, adjusted(name, parameters)).await().indefinitely();
        if (name.equals("DueSlots.LOCK")) {
            nothingLocked = rows.get(0).bigint(1) == 0;
        }
        if (name.equals("Outbox.STORE")) { // the model has no topics of dead letters
            run("delete from baton_outbox where type like '%.dead-letter'");
        }
        return name.equals("TakenAtOnce.TAKE_DUE") // returns them in any order, the model in that of their ids
                ? rows.stream()
                        .sorted(Comparator.comparing(row -> row.bigint(0)))
                        .toList()
                : rows;
    }

    private Object[] adjusted(String name, Object[] parameters) {
        Object[] adjusted = parameters.clone();
        movedLeases.replaceIn(adjusted);
        for (int i = 0; i < adjusted.length; i++) {
            if (name.equals("Inbox.CLAIM") && adjusted[i] instanceof String text && text.endsWith("ms")) {
                adjusted[i] = "1ms"; // there is nothing to wait for, because nobody else moves
            }
        }
        return adjusted;
    }

    private void check() {
        if (gate.isKilled()) {
            throw new Gate.Killed();
        }
        if (broken) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    @Override
    public Uni<Row> ask(String query) {
        return Uni.createFrom().deferred(() -> {
            check();
            Row row = real.ask(query).await().indefinitely();
            return Uni.createFrom().item(row);
        });
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> Uni.createFrom().item(inTransactionAndAwait(work)));
    }

    @Override
    public <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work) {
        check();
        run("begin");
        open = true;
        settling = false;
        try {
            T result = work.apply(this).await().indefinitely();
            commit();
            return result;
        } finally {
            if (open) {
                open = false;
                run("rollback");
            }
        }
    }

    private void commit() {
        String verdict = gate.pause(COMMIT);
        check();
        run("commit");
        open = false;
        if (verdict.equals(WITHOUT_AN_ANSWER)) {
            throw new IllegalStateException("the connection was closed");
        }
    }

    @Override
    public <T> Uni<T> run(Function<Transaction, Uni<T>> work) {
        return inTransaction(sql -> work.apply(new Transaction() {
            @Override
            public Sql sql() {
                return sql;
            }

            @Override
            public void send(Uni<Void> statement) {
                statement.await().indefinitely();
            }

            @Override
            public boolean intact() {
                return true;
            }
        }));
    }

    @Override
    public Optional<Sql> ofCaller() {
        return Optional.empty();
    }

    @Override
    public Optional<String> errorCode(Throwable failure) {
        return real.errorCode(failure);
    }

    @Override
    public void replaceConnections(String cause) {
        real.replaceConnections(cause);
    }

    @Override
    public Optional<String> trouble() {
        return real.trouble();
    }
}
