package dev.baton.chat.redactmessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.MessageFlagged;
import dev.baton.chat.events.MessageRedacted;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedactMessageTest {

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool database;

    private final String room = "room-" + UUID.randomUUID();

    @Test
    void marksAFlaggedMessageWithItsReasons() {
        givenMessage("m1", 1);
        givenMessage("m2", 2);

        Handled handled = testkit.handle(flagged("m2", 2, "link: 2 links", "words: prize,\nwon"));

        assertThat(handled.followUp(MessageRedacted.class))
                .isEqualTo(new MessageRedacted("m2", room, 2, List.of("link: 2 links", "words: prize,\nwon")));
        assertThat(message(2).getString("reasons")).isEqualTo("link: 2 links\nwords: prize, won");
        assertThat(message(2).getValue("redacted_at")).isNotNull();
        assertThat(message(2).getString("text")).isEqualTo("text of m2");
        assertThat(message(1).getValue("redacted_at")).isNull();
    }

    @Test
    void aRedactedMessageStaysAsItIs() {
        givenMessage("m1", 1);
        testkit.handle(flagged("m1", 1, "first"));

        Handled again = testkit.handle(flagged("m1", 1, "second"));

        assertThat(again.handled()).isTrue();
        assertThat(again.followUps()).isEmpty();
        assertThat(message(1).getString("reasons")).isEqualTo("first");
    }

    @Test
    void aMessageThatIsNotInTheHistoryFailsForGood() {
        Handled handled = testkit.handle(flagged("m1", 1, "why"));

        assertThat(handled.rejected()).isTrue();
        assertThat(handled.failure().orElseThrow()).hasMessageContaining(room).hasMessageContaining("no message");
    }

    @Test
    void anotherMessageAtThatPlaceFailsForGood() {
        givenMessage("m1", 1);

        assertThat(testkit.handle(flagged("m2", 1, "why")).rejected()).isTrue();
        assertThat(message(1).getValue("redacted_at")).isNull();
    }

    private MessageFlagged flagged(String id, long seq, String... reasons) {
        return new MessageFlagged(id, room, seq, List.of(reasons), 0.9);
    }

    private void givenMessage(String id, long seq) {
        database.preparedQuery("insert into chat_message (room, seq, message_id, sender, text, sent_at)"
                        + " values ($1, $2, $3, 'ada', 'text of ' || $3, now())")
                .execute(Tuple.of(room, seq, id))
                .await()
                .indefinitely();
    }

    private Row message(long seq) {
        return database.preparedQuery("select * from chat_message where room = $1 and seq = $2")
                .execute(Tuple.of(room, seq))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }
}
