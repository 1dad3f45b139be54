package dev.baton.chat.gateway.live;

import static dev.baton.chat.gateway.Rest.newId;
import static dev.baton.chat.gateway.Rest.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.MessageRedacted;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.RoomActivity;
import dev.baton.chat.gateway.Backend;
import dev.baton.chat.gateway.ChatClient;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The frames that a socket gets from its rooms, with real events from a broker and the history from a database. */
@QuarkusTest
class LiveDeliveryTest extends SocketTest {

    @Test
    void aMessageReachesEverySocketInTheRoom() {
        String room = room("ada", "bob");
        ChatClient ada = connect("ada").join(room, 0);
        ChatClient bob = connect("bob").join(room, 0);
        ChatClient bobsPhone = connect("bob").join(room, 0);

        backend.logAndTell(room, 1);

        JsonObject expected = new JsonObject()
                .put("type", "message")
                .put("messageId", Backend.messageId(room, 1))
                .put("room", room)
                .put("seq", 1)
                .put("sender", "ada")
                .put("text", "text 1")
                .put("sentAt", "2026-01-01T00:00:01Z")
                .put("redacted", false);
        assertThat(List.of(ada.next(), bob.next(), bobsPhone.next())).allMatch(expected::equals);
    }

    @Test
    void aClientThatWasAwayGetsWhatItMissedThenWhatIsNew() {
        String room = room("ada");
        backend.log(room, 1_700);
        ChatClient ada = connect("ada").join(room, 20);
        assertThat(seqs(ada.next(1_680)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(21, 1_700).boxed().toList());

        backend.logAndTell(room, 1_701);

        assertThat(ada.next().getLong("seq")).isEqualTo(1_701);
    }

    @Test
    void whoJoinsWithoutAfterGetsWhatComesFromNowOn() {
        String room = room("ada");
        backend.log(room, 10);
        ChatClient ada = connect("ada").send("{'type':'join','room':'" + room + "'}");
        // The answer to a second join says that the first one is done.
        ada.send("{'type':'join','room':'no-such-room'}").next();

        backend.logAndTell(room, 11);

        assertThat(ada.next().getLong("seq")).isEqualTo(11);
    }

    @Test
    void joiningAgainStartsAgain() {
        String room = room("ada");
        backend.log(room, 3);
        ChatClient ada = connect("ada").join(room, 0);
        ada.next(3);

        assertThat(seqs(ada.join(room, 1).next(2))).containsExactly(2L, 3L);
    }

    @Test
    void messagesThatNoEventToldOfComeAllTheSame() {
        String room = room("ada");
        ChatClient ada = connect("ada").join(room, 0);
        backend.logAndTell(room, 1);
        assertThat(ada.next().getLong("seq")).isEqualTo(1);

        backend.logAll(List.of(Backend.message(room, 2, "silent"), Backend.message(room, 3, "silent")));

        assertThat(seqs(ada.next(2))).containsExactly(2L, 3L);
    }

    @Test
    void eventsThatAreLostDoubledOrDisorderedDoNoHarm() {
        String room = room("ada");
        ChatClient ada = connect("ada").join(room, 0);
        backend.log(room, 6);

        for (long seq : new long[] {3, 1, 3, 6, 2, 6}) {
            backend.tell(Backend.message(room, seq, "text " + seq));
        }
        backend.logAndTell(room, 7);

        assertThat(seqs(ada.next(7))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(ada.nothingWaits()).isTrue();
    }

    @Test
    void aRecordThatIsNoEventIsSkipped() {
        String room = room("ada");
        ChatClient ada = connect("ada").join(room, 0);

        for (int i = 0; i < 30; i++) {
            backend.garbage("chat.message.logged.v1");
        }
        backend.logAndTell(room, 1);

        assertThat(ada.next().getLong("seq")).isEqualTo(1);
    }

    @Test
    void aRedactionIsShownInPlace() {
        String room = room("ada");
        ChatClient ada = connect("ada").join(room, 0);
        backend.logAndTell(room, 1);
        ada.next();

        backend.redactAndTell(room, 1);

        assertThat(ada.next()).isEqualTo(redaction(room, 1));
    }

    @Test
    void aClientThatWasAwayLearnsOfRedactions() {
        String room = room("ada");
        backend.log(room, 5);
        List.of(1L, 3L, 5L).forEach(seq -> backend.redactInHistory(room, seq));

        List<JsonObject> frames = connect("ada").join(room, 3).next(4);

        assertThat(frames.subList(0, 2)).containsExactly(redaction(room, 1), redaction(room, 3));
        assertThat(frames.get(2).getString("text")).isEqualTo("text 4");
        assertThat(frames.get(3).getBoolean("redacted")).isTrue();
        assertThat(frames.get(3).getString("text")).isEmpty();
    }

    @Test
    void aRedactionThatOvertakesItsMessageLeaksNothing() {
        String room = room("ada");
        ChatClient ada = connect("ada").join(room, 0);
        backend.logAndTell(room, 1);
        ada.next();
        backend.logAll(List.of(Backend.message(room, 2, "harmful")));
        backend.redactInHistory(room, 2);

        backend.tell(new MessageRedacted(Backend.messageId(room, 2), room, 2, List.of("a reason")));

        JsonObject message = ada.next();
        assertThat(message.getLong("seq")).isEqualTo(2);
        assertThat(message.getBoolean("redacted")).isTrue();
        assertThat(message.getString("text")).isEmpty();
    }

    @Test
    void activityReachesTheRoomAndNotificationsTheMember() {
        String member = "member " + newId();
        String room = room(member, "bob");
        ChatClient ada = connect(member).join(room, 0);
        ChatClient bob = connect("bob").join(room, 0);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        backend.logAndTell(room, 1);
        ada.next();
        bob.next();

        backend.tell(notification(member, room, "email"));
        backend.tell(notification(member, room, "live"));
        JsonObject notified = ada.next();
        backend.tell(new RoomActivity(room, start, start.plusSeconds(60), 7, 2));

        assertThat(notified.getString("type")).isEqualTo("notification");
        assertThat(notified.getString("channel")).isEqualTo("live");
        assertThat(notified.getString("preview")).isEqualTo("the beginning");
        assertThat(notified.getString("room")).isEqualTo(room);
        JsonObject activity = new JsonObject()
                .put("type", "activity")
                .put("room", room)
                .put("windowStart", "2026-01-01T00:00:00Z")
                .put("windowEnd", "2026-01-01T00:01:00Z")
                .put("messages", 7)
                .put("senders", 2);
        assertThat(ada.next()).isEqualTo(activity);
        assertThat(bob.next()).isEqualTo(activity);
    }

    private static NotificationRequested notification(String member, String room, String channel) {
        return new NotificationRequested(newId(), member, channel, room, newId(), "bob", "the beginning");
    }

    private static JsonObject redaction(String room, long seq) {
        return new JsonObject()
                .put("type", "redacted")
                .put("room", room)
                .put("seq", (int) seq)
                .put("messageId", Backend.messageId(room, seq));
    }

    private static List<Long> seqs(List<JsonObject> frames) {
        return frames.stream().map(frame -> frame.getLong("seq")).toList();
    }
}
