package dev.baton.chat.gateway.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.chat.events.MessagePosted;
import dev.baton.chat.events.MessagePostedV1;
import dev.baton.chat.gateway.problems.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostTest {

    private static final String ID = UUID.randomUUID().toString();

    @Test
    void aTextIsMeasuredInBytes() {
        assertThat(new Post("lobby", ID, "a".repeat(8192), null).text()).hasSize(8192);
        assertThat(new Post("lobby", ID, "€".repeat(2730) + "ab", null).text()).hasSize(2732);
        assertThat(refused("lobby", ID, "€".repeat(2731)).status()).isEqualTo(413);
        assertThat(refused("lobby", ID, "a".repeat(8193)).status()).isEqualTo(413);
    }

    @Test
    void aTextMustBeThereAndStorable() {
        assertThat(refused("lobby", ID, null).status()).isEqualTo(400);
        assertThat(refused("lobby", ID, "").status()).isEqualTo(400);
        assertThat(refused("lobby", ID, "nul \0").status()).isEqualTo(400);
        assertThat(refused("lobby", ID, "half \ud83d").status()).isEqualTo(400);
        assertThat(new Post("lobby", ID, "whole \ud83d\ude00", null).text()).endsWith("😀");
    }

    @Test
    void roomAndMessageIdAreChecked() {
        assertThat(refused("Lobby", ID, "hi")).hasMessageContaining("'Lobby'");
        assertThat(refused("", ID, "hi")).hasMessageContaining("room");
        assertThat(refused("a".repeat(65), ID, "hi")).hasMessageContaining("room");
        assertThat(refused("lobby", "1-1-1-1-1", "hi")).hasMessageContaining("messageId");
        assertThat(refused("lobby", null, "hi")).hasMessageContaining("messageId");
    }

    @Test
    void whatItAnswersIsAMessageIdAsItWasWritten() {
        String upper = ID.toUpperCase(Locale.ROOT);

        assertThat(new Post("lobby", ID, "hi", upper).replyTo()).isEqualTo(upper);
        assertThat(catchThrowableOfType(Problem.class, () -> new Post("lobby", ID, "hi", "7")))
                .hasMessageContaining("'replyTo'")
                .returns(400, Problem::status);
    }

    @Test
    void anOldEventIsEmittedUnlessANewOneSaysMore() {
        assertThat(Posts.posted(new Post("lobby", ID, "hi", null), "ada", Instant.EPOCH))
                .isEqualTo(new MessagePostedV1(ID, "lobby", "ada", "hi", Instant.EPOCH));
        assertThat(Posts.posted(new Post("lobby", ID, "hi", ID), "ada", Instant.EPOCH))
                .isEqualTo(new MessagePosted(ID, "lobby", "ada", "hi", Instant.EPOCH, ID));
    }

    @Test
    void theSourceNamesTheMemberInTheRoom() {
        assertThat(Posts.source("lobby", "ada")).hasToString("/chat/rooms/lobby/members/ada");
        assertThat(Posts.source("lobby", "a/b c+ü%")).hasToString("/chat/rooms/lobby/members/a%2Fb%20c%2B%C3%BC%25");
    }

    private static Problem refused(String room, String messageId, String text) {
        return catchThrowableOfType(Problem.class, () -> new Post(room, messageId, text, null));
    }
}
