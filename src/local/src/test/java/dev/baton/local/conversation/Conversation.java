package dev.baton.local.conversation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests what members of a room can rely on, over the public API; it is the same for one process and for eight. */
public abstract class Conversation {
    private static final int MESSAGES_EACH = 40;

    private final String room = "talk-" + UUID.randomUUID().toString().substring(0, 8);
    private ChatUser ada;
    private ChatUser bob;
    private ChatUser cid;

    /** Returns the address of the platform. */
    protected abstract URI platform();

    @Test
    void everyMemberReceivesEveryMessageOnceAndInOrder() {
        openRoom();
        try (LiveRoom asAda = ada.join(room, 0);
                LiveRoom asBob = bob.join(room, 0);
                LiveRoom asCid = cid.join(room, 0)) {
            for (int i = 0; i < MESSAGES_EACH; i++) {
                asAda.post(newId(), "ada " + i);
                asBob.post(newId(), "bob " + i);
                assertThat(cid.post(room, newId(), "cid " + i).status()).isEqualTo(202);
            }

            assertThat(asAda.await("accepted", MESSAGES_EACH)).hasSize(MESSAGES_EACH);
            List<JsonNode> received = asAda.await("message", 3 * MESSAGES_EACH);
            assertThat(seqs(received)).containsExactlyElementsOf(oneTo(3 * MESSAGES_EACH));
            assertThat(textsBySender(received))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("ada", texts("ada"), "bob", texts("bob"), "cid", texts("cid")));
            assertThat(asBob.await("message", received.size())).containsExactlyElementsOf(received);
            assertThat(asCid.await("message", received.size())).containsExactlyElementsOf(received);
            assertThat(cid.history(room).stream().map(Conversation::essence).toList())
                    .containsExactlyElementsOf(
                            received.stream().map(Conversation::essence).toList());
        }
    }

    @Test
    void aMessageSentAgainIsTakenOnce() {
        openRoom();
        String id = newId();
        try (LiveRoom asAda = ada.join(room, 0)) {
            asAda.post(id, "only once");
            asAda.post(id, "only once");
            asAda.await("accepted", 2);
            assertThat(ada.post(room, id, "only once").status()).isEqualTo(202);
            assertThat(ada.post(room, newId(), "the next").status()).isEqualTo(202);

            // The next message has the next seq, so nothing can come between them later.
            assertThat(asAda.awaitSeqs(2)).containsExactly(1L, 2L);
            assertThat(ada.history(room))
                    .extracting(message -> message.path("text").asText())
                    .containsExactly("only once", "the next");
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissedOnceAndInOrder() {
        openRoom();
        try (LiveRoom asAda = ada.join(room, 0)) {
            try (LiveRoom asBob = bob.join(room, 0)) {
                post(asAda, 5);
                assertThat(asBob.awaitSeqs(5)).containsExactly(1L, 2L, 3L, 4L, 5L);
            }
            post(asAda, 30);
            asAda.await("message", 35);
            try (LiveRoom asBob = bob.join(room, 5)) {
                post(asAda, 10);
                assertThat(asBob.awaitSeqs(40))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(6, 45).boxed().toList());
            }
        }
    }

    @Test
    void strangersNeitherReadNorPost() {
        openRoom();
        ada.post(room, newId(), "among us");
        ChatUser eve = ChatUser.signIn(platform(), "eve");

        assertThat(eve.post(room, newId(), "hello?").status()).isEqualTo(403);
        assertThat(eve.history(room, 0, 50).status()).isEqualTo(403);
        assertThat(eve.addMember(room, "eve").status()).isEqualTo(403);
        assertThat(ChatUser.withoutToken(platform()).history(room, 0, 50).status())
                .isEqualTo(401);
        try (LiveRoom asEve = eve.join(room, 0);
                LiveRoom asBob = bob.join(room, 0)) {
            String id = newId();
            asEve.post(id, "let me in");

            List<JsonNode> errors = asEve.await("error", 2);
            assertThat(errors.get(1).path("messageId").asText()).isEqualTo(id);
            assertThat(ada.addMember(room, "eve").status()).isBetween(200, 204);
            assertThat(eve.post(room, newId(), "thanks").status()).isEqualTo(202);
            assertThat(asBob.await("message", 2))
                    .extracting(message -> message.path("text").asText())
                    .containsExactly("among us", "thanks");
            assertThat(asEve.soFar("message")).as("eve's socket never joined").isEmpty();
        }
    }

    @Test
    void aHarmfulMessageIsRedactedForAll() {
        openRoom();
        try (LiveRoom asBob = bob.join(room, 0)) {
            String id = newId();
            ada.post(room, id, "my card is 4111 1111 1111 1111");

            JsonNode redacted = asBob.await("redacted", 1).get(0);
            assertThat(redacted.path("messageId").asText()).isEqualTo(id);
            assertThat(redacted.path("seq").asLong()).isEqualTo(1);
            JsonNode message = bob.history(room).get(0);
            assertThat(message.path("redacted").asBoolean()).isTrue();
            assertThat(message.path("text").asText()).doesNotContain("4111");
        }
    }

    @Test
    void theSameEventTenTimesChangesNothingAfterTheFirst() {
        openRoom();
        ChatUser bot = ChatUser.signIn(platform(), "bot", "producer");
        ObjectNode event = Events.posted(room, "bot", newId(), "from elsewhere");

        for (int i = 0; i < 10; i++) {
            assertThat(bot.publish(event).status()).isEqualTo(202);
        }
        ada.post(room, newId(), "the next");

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ada.history(room).stream()
                .anyMatch(message -> message.path("text").asText().equals("the next")));
        assertThat(ada.history(room))
                .filteredOn(message -> message.path("text").asText().equals("from elsewhere"))
                .hasSize(1);
        assertThat(seqs(ada.history(room))).containsExactly(1L, 2L);
        assertThat(ada.publish(event).status()).as("only a producer may").isEqualTo(403);
    }

    private void openRoom() {
        ada = ChatUser.signIn(platform(), "ada");
        bob = ChatUser.signIn(platform(), "bob");
        cid = ChatUser.signIn(platform(), "cid [^|]");
        assertThat(ada.createRoom(room, List.of("bob", cid.name())).status()).isEqualTo(201);
        assertThat(bob.createRoom(room, List.of()).status()).isEqualTo(200);
    }

    private static void post(LiveRoom live, int count) {
        for (int i = 0; i < count; i++) {
            live.post(newId(), "text");
        }
    }

    private static List<String> texts(String sender) {
        return IntStream.range(0, MESSAGES_EACH).mapToObj(i -> sender + " " + i).toList();
    }

    private static Map<String, List<String>> textsBySender(List<JsonNode> messages) {
        return messages.stream()
                .collect(groupingBy(
                        message -> message.path("sender").asText().substring(0, 3),
                        mapping(message -> message.path("text").asText(), toList())));
    }

    private static List<Object> essence(JsonNode message) {
        List<Object> essence = new ArrayList<>();
        for (String field : List.of("messageId", "room", "seq", "sender", "text", "sentAt", "redacted")) {
            essence.add(message.path(field));
        }
        return essence;
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> message.path("seq").asLong()).toList();
    }

    private static List<Long> oneTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
