package dev.baton.runtime.outbox;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import dev.baton.runtime.delivery.Wiring;
import dev.baton.runtime.journal.JournalWriter;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.Sql;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Hints;
import dev.baton.runtime.wakeup.Work;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Two threads store events through one group commit: each request is stored once and answered, one statement runs at a
 * time, and the requests of a thread keep their order.
 */
class GroupCommitSchedulesTest {

    /** Is never called, because the outbox is another one, too. */
    private static final Database DATABASE = (Database) Proxy.newProxyInstance(
            Database.class.getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> null);

    /** Commits at once, on the thread that asks. */
    private static final class QuickOutbox extends Outbox {

        final List<String> stored = new ArrayList<>();
        private final AtomicInteger running = new AtomicInteger();

        QuickOutbox() {
            super(new StoredEvents(), JournalWriter.off());
        }

        @Override
        public Uni<Void> storeNew(Sql sql, List<OutboxRow> rows) {
            check(running.incrementAndGet() == 1, "two statements run at a time");
            rows.forEach(row -> stored.add(row.key()));
            running.decrementAndGet();
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void eachRequestIsStoredOnceAndAnswered() {
        // Initializes the classes, on one thread first: SmallRye's contexts fail when two threads initialize them.
        store(new Wiring()
                .with(Database.class, DATABASE)
                .with(Outbox.class, new QuickOutbox())
                .with(OutboxSignal.class, signal())
                .get(GroupCommit.class));
        Schedules.atRandom(GroupCommitSchedulesTest::storeFromTwoThreads);
    }

    private static OutboxSignal signal() {
        return new OutboxSignal(new Activity(Work.OUTBOX, Hints.NONE), true);
    }

    private static void storeFromTwoThreads() {
        QuickOutbox outbox = new QuickOutbox();
        GroupCommit commit = new Wiring()
                .with(Database.class, DATABASE)
                .with(Outbox.class, outbox)
                .with(OutboxSignal.class, signal())
                .get(GroupCommit.class);
        AtomicInteger answered = new AtomicInteger();
        together(
                () -> {
                    store(commit, "a1", answered);
                    store(commit, "a2", answered);
                },
                () -> store(commit, "b1", answered));
        check(answered.get() == 3, "only " + answered.get() + " of 3 requests were answered");
        check(outbox.stored.size() == 3, "stored: " + outbox.stored);
        check(outbox.stored.indexOf("a1") < outbox.stored.indexOf("a2"), "in the wrong order: " + outbox.stored);
    }

    private static void store(GroupCommit commit) {
        store(commit, "first", new AtomicInteger());
    }

    private static void store(GroupCommit commit, String key, AtomicInteger answered) {
        OutboxRow row = new OutboxRow("topic", key, Map.of(), new byte[0], null);
        commit.store(List.of(row)).subscribe().with(done -> answered.incrementAndGet());
    }
}
