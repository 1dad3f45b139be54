package dev.baton.runtime.relay;

import static dev.baton.runtime.relay.TestOutbox.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.runtime.relay.TestOutbox.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No event is lost below a floor, whatever happens between drawing its position and the commit. */
@Timeout(120)
class FloorsTest {

    /** How it is known that no event will appear at a position. */
    enum Form {
        RIGHT(sql -> sql),
        /** The last transaction that has ended, in place of the first one that has not. */
        LAST_ENDED(sql -> sql.replace("pg_snapshot_xmin", "pg_snapshot_xmax")),
        /** All that was drawn, in place of what is settled. */
        ALL_DRAWN(sql -> sql.replace("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", "9223372036854775807"));

        final UnaryOperator<String> rewrite;

        Form(UnaryOperator<String> rewrite) {
            this.rewrite = rewrite;
        }
    }

    private static TestOutbox outbox;

    @BeforeAll
    static void start() {
        outbox = new TestOutbox();
    }

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @AfterEach
    void empty() {
        outbox.run("truncate baton_outbox");
        outbox.sink.sent.clear();
        outbox.sink.failing.clear();
    }

    @ParameterizedTest
    @EnumSource
    void anEventWhoseTransactionCommitsLateIsPublishedUnlessTheFormIsWrong(Form form) {
        Relay relay = outbox.relay(outbox.rewritten(form.rewrite));
        Open late = outbox.begin(sql -> store(sql, 1, "late", "late"));
        late.done().join();

        publishOthers(relay, 1);
        late.commit();

        assertThat(publishedLater(relay, "late")).isEqualTo(form == Form.RIGHT);
    }

    /** Between the position and the row, the statement waits for a lock. It was safe only if it had an id before. */
    @ParameterizedTest
    @EnumSource
    void aPositionIsDrawnByATransactionWithAnId(DefaultForm form) {
        String right = outbox.text("""
                select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'baton_outbox'::regclass""");
        outbox.run("alter table baton_outbox alter position set default "
                + (form == DefaultForm.OF_THE_TABLE ? right : form.sql));
        store(outbox.tables, 1, "first", "first").await().indefinitely(); // the next 32 numbers need no id
        Relay relay = outbox.relay();
        publishOthers(relay, 1);
        Open lock = outbox.begin(sql -> sql.execute("select pg_advisory_xact_lock(77)"));
        lock.done().join();
        long drawn = drawn();
        Open late = outbox.begin(sql -> sql.execute("""
                insert into baton_outbox (slot, type, key, attributes, data)
                values (1, 'type', 'late', '{"id":"late"}',
                        case when pg_advisory_xact_lock(77)::text is not null then 'data'::bytea end)"""));
        while (outbox.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
            Thread.onSpinWait();
        }
        assertThat(drawn()).isGreaterThan(drawn);

        publishOthers(relay, 1);
        lock.commit();
        late.commit();

        assertThat(publishedLater(relay, "late")).isEqualTo(form == DefaultForm.OF_THE_TABLE);
        outbox.run("alter table baton_outbox alter position set default " + right);
    }

    enum DefaultForm {
        OF_THE_TABLE(""),
        WITHOUT_AN_ID("nextval('baton_outbox_position')");

        final String sql;

        DefaultForm(String sql) {
            this.sql = sql;
        }
    }

    @Test
    void anEventThatWasLeftIsPublishedLater() {
        Relay relay = outbox.relay();
        outbox.sink.failing.add("left");
        store(outbox.tables, 1, "left", "left-0", "left-1").await().indefinitely();
        publishOthers(relay, 1);
        assertThat(outbox.sink.sent).doesNotContain("left-0");

        outbox.sink.failing.clear();
        publishAll(relay);

        assertThat(outbox.sink.sent).endsWith("left-0", "left-1");
        assertThat(waiting()).isZero();
    }

    @Test
    void aDelayedEventIsPublishedWhenItIsDue() {
        Relay relay = outbox.relay();
        store(outbox.tables, 1, "delayed", "delayed").await().indefinitely();
        outbox.run("update baton_outbox set not_before = now() + interval '1 hour'");
        publishOthers(relay, 1);
        outbox.run("update baton_outbox set not_before = now()");
        assertThat(relay.promoteDelayed()).isEqualTo(1);

        assertThat(publishedLater(relay, "delayed")).isTrue();
    }

    @Test
    void aRoundThatFailsToRaiseTheFloorsIsRepeated() {
        AtomicReference<String> broken = new AtomicReference<>("");
        Relay relay = outbox.relay(
                outbox.rewritten(sql -> sql.contains("pg_logical_emit_message") ? broken.getAndSet("") + sql : sql));
        publishOthers(relay, 1);
        store(outbox.tables, 1, "repeated", "repeated").await().indefinitely();
        broken.set("no SQL ");

        assertThatThrownBy(relay::publishDue).hasMessageContaining("syntax error");
        assertThat(waiting()).isEqualTo(1);
        publishAll(relay);

        assertThat(waiting()).isZero();
        assertThat(outbox.sink.sent).endsWith("repeated", "repeated");
    }

    @Test
    void floorsAreForgottenWhenTheSequenceHasGoneBack() {
        Relay relay = outbox.relay();
        publishOthers(relay, 1);
        outbox.run("select setval('baton_outbox_position', 1)");
        store(outbox.tables, 1, "restored", "restored").await().indefinitely();

        assertThat(publishedLater(relay, "restored")).isTrue();
    }

    @Test
    void floorsAreForgottenWhenAnotherServerAnswers() {
        AtomicReference<String> started = new AtomicReference<>("timestamptz '2026-11-30 10:00Z'");
        Relay relay = outbox.relay(outbox.rewritten(sql -> sql.replace("pg_postmaster_start_time()", started.get())));
        publishOthers(relay, 1);
        outbox.run("select setval('baton_outbox_position', 1)");
        store(outbox.tables, 1, "other", "other").await().indefinitely();
        outbox.run("select setval('baton_outbox_position', 1000000)");
        started.set("timestamptz '2026-11-30 11:00Z'");

        assertThat(publishedLater(relay, "other")).isTrue();
    }

    /** The transactions stay open for a moment after they have drawn their positions. */
    @Test
    void nothingIsLostWhileWritersAndRelaysRace() {
        int writers = 6;
        int transactions = 60;
        List<CompletableFuture<Void>> writing = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(writer, transactions)))
                .toList();
        CompletableFuture<Void> written = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
        List<CompletableFuture<Void>> relaying = IntStream.range(0, 2)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    Relay relay = outbox.relay();
                    while (!written.isDone() || waiting() > 0) {
                        relay.publishDue();
                    }
                }))
                .toList();
        written.join();
        relaying.forEach(CompletableFuture::join);

        for (int writer = 0; writer < writers; writer++) {
            String prefix = "race-" + writer + "-";
            assertThat(outbox.sink.sent.stream().filter(id -> id.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, 3 * transactions)
                            .mapToObj(n -> prefix + n)
                            .toList());
        }
    }

    private static void write(int writer, int transactions) {
        String prefix = "race-" + writer + "-";
        for (int i = 0; i < transactions; i++) {
            String[] ids =
                    IntStream.range(3 * i, 3 * i + 3).mapToObj(n -> prefix + n).toArray(String[]::new);
            double seconds = ThreadLocalRandom.current().nextInt(1, 6) / 1000.0;
            outbox.tables
                    .inTransaction(sql -> store(sql, writer % 3, "race-" + writer, ids)
                            .chain(() -> sql.execute("select pg_sleep($1)", seconds)))
                    .await()
                    .indefinitely();
        }
    }

    /** Publishes other events of the slot, one after another, so that its floor rises as far as it can. */
    private static void publishOthers(Relay relay, int slot) {
        for (int i = 0; i < 6; i++) {
            store(outbox.tables, slot, "other", "other-" + i).await().indefinitely();
            relay.publishDue();
        }
    }

    private static boolean publishedLater(Relay relay, String id) {
        publishAll(relay);
        List<String> sent = new ArrayList<>(outbox.sink.sent);
        return sent.contains(id);
    }

    private static void publishAll(Relay relay) {
        while (relay.publishDue().more()) {
            Thread.onSpinWait();
        }
    }

    private static long drawn() {
        return outbox.number("select last_value from baton_outbox_position");
    }

    private static long waiting() {
        return outbox.number("select count(*) from baton_outbox");
    }
}
