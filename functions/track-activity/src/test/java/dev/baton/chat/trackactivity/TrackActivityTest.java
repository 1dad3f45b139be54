package dev.baton.chat.trackactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.WindowClosing;
import dev.baton.testkit.FollowUpEvent;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrackActivityTest {

    private static final Instant NOW = Instant.parse("2024-03-01T12:00:20Z");
    private static final Instant START = Instant.parse("2024-03-01T12:00:00Z");
    private static final Instant END = Instant.parse("2024-03-01T12:01:00Z");

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool database;

    private final String room = "room-" + UUID.randomUUID();

    @ApplicationScoped
    static class FixedClock {
        @Produces
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Test
    void theFirstMessageOfAWindowHasItClosedAfterItsEndAndTheAllowedLateness() {
        FollowUpEvent closing = testkit.handle(message("ada", NOW)).followUps().get(0);

        assertThat(closing.data()).isEqualTo(new WindowClosing(room, START, END));
        assertThat(closing.key()).isEqualTo(room);
        assertThat(closing.notBefore()).contains(END.plusSeconds(10));
        assertThat(counts()).isEqualTo(new Counts(START, END, 1, 0));
        assertThat(senders()).containsExactly("ada");
    }

    @Test
    void aWindowThatHasJustEndedIsClosedTheAllowedLatenessAfterItsEnd() {
        Duration lateness = Duration.ofSeconds(10);

        assertThat(new TimeWindow(START, END).closesAt(END.plusSeconds(9), lateness))
                .isEqualTo(END.plusSeconds(10));
        assertThat(new TimeWindow(START, END).closesAt(END.plusSeconds(10), lateness))
                .isEqualTo(END.plusSeconds(20));
    }

    @Test
    void aWindowLongOverIsClosedAfterTheAllowedLateness() {
        Instant sent = NOW.minus(Duration.ofDays(3650));

        FollowUpEvent closing = testkit.handle(message("ada", sent)).followUps().get(0);

        assertThat(closing.notBefore()).contains(NOW.plusSeconds(10));
    }

    @Test
    void countsMessagesAndSendersOfAMicroBatchAndClosesTheWindowOnce() {
        testkit.handle(message("ada", START));

        List<Handled> handled = testkit.handleAll(IntStream.range(0, 100)
                .mapToObj(i -> testkit.event("m" + i + room, message("user-" + i % 7, START.plusMillis(599 * i))))
                .toList());

        assertThat(handled).allMatch(Handled::handled).allMatch(each -> each.followUps()
                .isEmpty());
        assertThat(counts()).isEqualTo(new Counts(START, END, 101, 0));
        assertThat(senders()).hasSize(8).contains("ada", "user-0", "user-6");
    }

    @Test
    void windowsAreHalfOpen() {
        List<WindowClosing> closings = testkit
                .handleAll(List.of(
                        testkit.event("a" + room, message("ada", END.minusMillis(1))),
                        testkit.event("b" + room, message("ada", END))))
                .stream()
                .map(handled -> handled.followUp(WindowClosing.class))
                .toList();

        assertThat(closings)
                .containsExactly(
                        new WindowClosing(room, START, END), new WindowClosing(room, END, END.plusSeconds(60)));
    }

    @Test
    void aMessageForAClosedWindowIsLate() {
        testkit.handle(message("ada", START));
        execute("update chat_activity_window set closed_at = now() where room = $1");

        Handled late = testkit.handle(message("bob", START));

        assertThat(late.followUps()).isEmpty();
        assertThat(counts()).isEqualTo(new Counts(START, END, 1, 1));
        assertThat(senders()).containsExactly("ada");
    }

    @Test
    void deliveriesAtOnceOpenAWindowOnceAndLoseNoMessage() {
        List<CompletableFuture<Handled>> deliveries = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> testkit.handle(message("user-" + i, START))))
                .toList();

        List<WindowClosing> closings = deliveries.stream()
                .flatMap(delivery -> delivery.join().followUps(WindowClosing.class).stream())
                .toList();

        assertThat(closings).hasSize(1);
        assertThat(counts()).isEqualTo(new Counts(START, END, 8, 0));
        assertThat(senders()).hasSize(8);
    }

    @Test
    void aWindowOfLessThanASecondIsRefused() {
        assertThatThrownBy(() -> TimeWindow.of(NOW, Duration.ofMillis(999)))
                .hasMessage("chat.activity.window must be at least a second but was PT0.999S");
    }

    @Test
    void timesBefore1970HaveWindowsToo() {
        assertThat(TimeWindow.of(Instant.ofEpochMilli(-1), Duration.ofMinutes(1)))
                .isEqualTo(new TimeWindow(Instant.ofEpochSecond(-60), Instant.EPOCH));
    }

    private MessageLogged message(String sender, Instant sentAt) {
        return new MessageLogged(UUID.randomUUID().toString(), room, 1, sender, "hello", sentAt);
    }

    private record Counts(Instant start, Instant end, long messages, long late) {}

    private Counts counts() {
        Row row = execute("select * from chat_activity_window where room = $1")
                .iterator()
                .next();
        return new Counts(
                row.getOffsetDateTime("window_start").toInstant(),
                row.getOffsetDateTime("window_end").toInstant(),
                row.getLong("messages"),
                row.getLong("late"));
    }

    private List<String> senders() {
        RowSet<Row> rows = execute("select sender from chat_activity_sender where room = $1 order by sender");
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private RowSet<Row> execute(String sql) {
        return database.preparedQuery(sql).execute(Tuple.of(room)).await().indefinitely();
    }
}
