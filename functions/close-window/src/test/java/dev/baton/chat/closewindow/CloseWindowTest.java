package dev.baton.chat.closewindow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.RoomActivity;
import dev.baton.chat.events.WindowClosing;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CloseWindowTest {

    private static final Instant START = Instant.parse("2024-03-01T12:00:00Z");
    private static final Instant END = Instant.parse("2024-03-01T12:01:00Z");

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool database;

    private final String room = "room-" + UUID.randomUUID();

    @Test
    void closesAWindowAndSaysWhatHappenedInIt() {
        givenWindow(5, "ada", "bob");

        RoomActivity activity = close().followUp(RoomActivity.class);

        assertThat(activity).isEqualTo(new RoomActivity(room, START, END, 5, 2));
        Row window = execute("select * from chat_activity_window where room = $1")
                .iterator()
                .next();
        assertThat(window.getValue("closed_at")).isNotNull();
        assertThat(window.getLong("messages")).isEqualTo(5);
        assertThat(execute("select 1 from chat_activity_sender where room = $1").size())
                .isZero();
    }

    @Test
    void closingAgainSaysNothing() {
        givenWindow(5, "ada");
        close();

        Handled again = close();

        assertThat(again.handled()).isTrue();
        assertThat(again.followUps()).isEmpty();
    }

    @Test
    void aWindowThatIsNotThereFailsForGood() {
        Handled handled = close();

        assertThat(handled.rejected()).isTrue();
        assertThat(handled.failure().orElseThrow()).hasMessageContaining(room).hasMessageContaining(START.toString());
    }

    @Test
    void waitsForADeliveryThatStillCounts() {
        givenWindow(5, "ada");
        SqlConnection counting = database.getConnection().await().indefinitely();
        Transaction transaction = counting.begin().await().indefinitely();
        counting.preparedQuery("update chat_activity_window set messages = messages + 1 where room = $1")
                .execute(Tuple.of(room))
                .await()
                .indefinitely();

        CompletableFuture<Handled> closing = CompletableFuture.supplyAsync(this::close);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::someoneWaitsForTheWindow);
        transaction.commit().await().indefinitely();
        counting.close().await().indefinitely();

        assertThat(closing.join().followUp(RoomActivity.class).messages()).isEqualTo(6);
    }

    private Handled close() {
        return testkit.handle(new WindowClosing(room, START, END));
    }

    private void givenWindow(long messages, String... senders) {
        database.preparedQuery("insert into chat_activity_window (room, window_start, window_end, messages)"
                        + " values ($1, $2, $3, $4)")
                .execute(Tuple.of(room, START.atOffset(ZoneOffset.UTC), END.atOffset(ZoneOffset.UTC), messages))
                .await()
                .indefinitely();
        for (String sender : senders) {
            database.preparedQuery("insert into chat_activity_sender values ($1, $2, $3)")
                    .execute(Tuple.of(room, START.atOffset(ZoneOffset.UTC), sender))
                    .await()
                    .indefinitely();
        }
    }

    private boolean someoneWaitsForTheWindow() {
        return database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%chat_activity_window%'")
                        .execute()
                        .await()
                        .indefinitely()
                        .size()
                > 0;
    }

    private RowSet<Row> execute(String sql) {
        return database.preparedQuery(sql).execute(Tuple.of(room)).await().indefinitely();
    }
}
