package dev.baton.chat.logmessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.MessagePosted;
import dev.baton.chat.events.MessagePostedV1;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.cloudevents.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogMessageTest {

    private static final Instant SENT = Instant.parse("2024-03-01T12:00:00.123456789Z");

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool database;

    private final String room = "room-" + UUID.randomUUID();

    @Test
    void givesTheFirstMessageOfARoomItsPlaceAndStoresIt() {
        MessagePosted posted = posted(room, "hello");

        MessageLogged logged = testkit.handle(posted).followUp(MessageLogged.class);

        assertThat(logged)
                .isEqualTo(new MessageLogged(
                        posted.messageId(), room, 1, "ada", "hello", Instant.parse("2024-03-01T12:00:00.123456Z")));
        Row row = history(room).get(0);
        assertThat(row.getLong("seq")).isEqualTo(1);
        assertThat(row.getString("message_id")).isEqualTo(posted.messageId());
        assertThat(row.getString("sender")).isEqualTo("ada");
        assertThat(row.getString("text")).isEqualTo("hello");
        assertThat(row.get(OffsetDateTime.class, "sent_at").toInstant()).isEqualTo(logged.sentAt());
    }

    @Test
    void whatAMessageAnswersIsKept() {
        String answered = UUID.randomUUID().toString();
        MessagePosted posted = new MessagePosted(UUID.randomUUID().toString(), room, "ada", "me", SENT, answered);

        assertThat(testkit.handle(posted).followUp(MessageLogged.class).replyTo())
                .isEqualTo(answered);
        assertThat(history(room).get(0).getString("reply_to")).isEqualTo(answered);
    }

    @Test
    void bothVersionsInOneMicroBatchAreLoggedInOrderWithTheSameResult() {
        List<CloudEvent> batch = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> i % 2 == 0 ? event(posted(room, "message " + i)) : older("message " + i))
                .toList();

        List<MessageLogged> logged = testkit.handleAll(batch).stream()
                .map(handled -> handled.followUp(MessageLogged.class))
                .toList();

        assertThat(logged).extracting(MessageLogged::seq).isEqualTo(upTo(100));
        assertThat(logged).allSatisfy(message -> assertThat(message)
                .isEqualTo(new MessageLogged(
                        message.messageId(),
                        room,
                        message.seq(),
                        "ada",
                        "message " + message.seq(),
                        SENT.truncatedTo(ChronoUnit.MICROS))));
    }

    @Test
    void countsEachRoomOfAMicroBatchWithoutGapsInOrder() {
        String other = room + "-b";
        List<CloudEvent> batch = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> event(posted(i % 5 == 0 ? other : room, "message " + i)))
                .toList();

        List<MessageLogged> logged = testkit.handleAll(batch).stream()
                .map(handled -> handled.followUp(MessageLogged.class))
                .toList();

        assertThat(logged)
                .filteredOn(m -> m.room().equals(room))
                .extracting(MessageLogged::seq)
                .isEqualTo(upTo(400));
        assertThat(logged)
                .filteredOn(m -> m.room().equals(other))
                .extracting(MessageLogged::seq)
                .isEqualTo(upTo(100));
        assertThat(history(room)).extracting(row -> row.getString("text")).isEqualTo(texts(logged, room));
        assertThat(history(other)).extracting(row -> row.getString("text")).isEqualTo(texts(logged, other));
    }

    @Test
    void aMessagePostedTwiceIsLoggedOnce() {
        CloudEvent event = event(posted(room, "hello"));

        testkit.handle(event);
        Handled second = testkit.handle(event);

        assertThat(second.duplicate()).isTrue();
        assertThat(history(room)).hasSize(1);
    }

    @Test
    void deliveriesAtOnceShareANewRoomWithoutGapsOrTwins() {
        List<CompletableFuture<List<Handled>>> deliveries = IntStream.range(0, 4)
                .mapToObj(delivery -> IntStream.range(0, 25)
                        .mapToObj(i -> event(posted(room, delivery + "/" + i)))
                        .toList())
                .map(batch -> CompletableFuture.supplyAsync(() -> testkit.handleAll(batch)))
                .toList();

        Stream<MessageLogged> logged = deliveries.stream()
                .flatMap(delivery -> delivery.join().stream())
                .map(handled -> handled.followUp(MessageLogged.class));

        assertThat(logged).extracting(MessageLogged::seq).containsExactlyInAnyOrderElementsOf(upTo(100));
        assertThat(history(room)).extracting(row -> row.getLong("seq")).isEqualTo(upTo(100));
    }

    @Test
    void textThatTheDatabaseCannotHoldIsRejectedAndAnyOtherIsKept() {
        Handled rejected = testkit.handle(posted(room, "a\0b"));
        MessageLogged logged = testkit.handle(posted(room, "b \uD83D\uDE00")).followUp(MessageLogged.class);

        assertThat(rejected.rejected()).isTrue();
        assertThat(rejected.failure()).get().asString().contains("text must not have a NUL");
        assertThat(history(room)).extracting(row -> row.getString("text")).containsExactly(logged.text());
    }

    private CloudEvent older(String text) {
        String id = UUID.randomUUID().toString();
        return testkit.event(id, new MessagePostedV1(id, room, "ada", text, SENT));
    }

    private CloudEvent event(MessagePosted posted) {
        return testkit.event(posted.messageId(), posted);
    }

    private static MessagePosted posted(String room, String text) {
        return new MessagePosted(UUID.randomUUID().toString(), room, "ada", text, SENT, null);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<String> texts(List<MessageLogged> logged, String room) {
        return logged.stream()
                .filter(message -> message.room().equals(room))
                .map(MessageLogged::text)
                .toList();
    }

    private List<Row> history(String room) {
        var rows = database.preparedQuery("select * from chat_message where room = $1 order by seq")
                .execute(Tuple.of(room))
                .await()
                .indefinitely();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
