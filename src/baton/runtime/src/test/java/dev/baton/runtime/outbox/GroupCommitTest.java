package dev.baton.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.DatabaseProbe;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.telemetry.TraceContexts;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Hints;
import dev.baton.runtime.wakeup.Work;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements that throw where none should: a real database can't be made to do so. */
class GroupCommitTest {

    private static final String BAD = "bad";

    private final Statements statements = new Statements();
    private final GroupCommit group = new GroupCommit(
            statements,
            new DatabaseProbe(statements),
            new Outbox(new StoredEvents(), JournalWriter.off()),
            new OutboxSignal(new Activity(Work.OUTBOX, Hints.NONE), true),
            TraceContexts.OFF);

    @Test
    void aStatementThatThrowsFailsItsOwnRequestAndNoLaterOne() {
        CompletableFuture<Void> bad = store(BAD);

        assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(store("fine").join()).isNull();
        assertThat(statements.stored).containsExactly("fine");
    }

    @Test
    void aBadEventFailsNoOtherOfItsGroup() {
        statements.held = new CompletableFuture<>();
        CompletableFuture<Void> first = store("first");
        List<CompletableFuture<Void>> others = IntStream.range(0, 5)
                .mapToObj(i -> store(i == 2 ? BAD : "event " + i))
                .toList();

        statements.held.complete(null);

        first.join();
        assertThatThrownBy(others.get(2)::join).isInstanceOf(CompletionException.class);
        others.stream().filter(one -> one != others.get(2)).forEach(CompletableFuture::join);
        assertThat(statements.stored).containsExactly("first", "event 0", "event 1", "event 3", "event 4");
    }

    @Test
    void manyStatementsThatThrowDoNotNest() {
        statements.held = new CompletableFuture<>();
        CompletableFuture<Void> first = store("first");
        List<CompletableFuture<Void>> bad =
                IntStream.range(0, 10_000).mapToObj(i -> store(BAD)).toList();

        statements.held.complete(null);

        first.join();
        assertThat(bad).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(store("fine").join()).isNull();
    }

    private CompletableFuture<Void> store(String key) {
        return group.store(List.of(new OutboxRow("topic", key, Map.of("id", key), new byte[0], null)))
                .subscribeAsCompletionStage();
    }

    /** Stores keys, and throws for a bad one. */
    private static final class Statements implements Database {

        final List<String> stored = new ArrayList<>();
        CompletableFuture<Void> held = CompletableFuture.completedFuture(null);

        @Override
        public Uni<Void> execute(String sql, Object... parameters) {
            List<String> keys = Arrays.asList((String[]) parameters[2]);
            if (keys.contains(BAD)) {
                throw new IllegalArgumentException("told to");
            }
            return Uni.createFrom().completionStage(held).invoke(() -> stored.addAll(keys));
        }

        @Override
        public Uni<Row> ask(String query) {
            return Uni.createFrom().item((Row) Proxy.newProxyInstance(
                    Row.class.getClassLoader(), new Class<?>[] {Row.class}, (row, method, no) -> false));
        }

        @Override
        public Uni<List<Row>> select(String sql, Object... parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Uni<T> inTransaction(Function<Sql, Uni<T>> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T inTransactionAndAwait(Function<Sql, Uni<T>> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> errorCode(Throwable failure) {
            return Optional.empty();
        }

        @Override
        public void replaceConnections(String cause) {}

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }
}
