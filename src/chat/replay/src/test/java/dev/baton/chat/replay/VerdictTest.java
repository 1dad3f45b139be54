package dev.baton.chat.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final List<Post> POSTED =
            List.of(new Post(1, "id-1", "ada", "one"), new Post(2, "id-2", "bob", "two"));

    @Test
    void equalWhenEachIsThereOnceInOrder() {
        assertThat(compare(message(8, "id-1", "ada", "one"), message(9, "id-2", "bob", "two"))
                        .isEqual())
                .isTrue();
    }

    @Test
    void aRedactedTextIsNotCompared() {
        Verdict verdict = compare(message(8, "id-1", "ada", "one"), new ChatMessage(9, "id-2", "bob", "", true));

        assertThat(verdict).isEqualTo(new Verdict(2, 2, 1, ""));
    }

    @Test
    void seesAGap() {
        assertThat(compare(message(8, "id-1", "ada", "one"), message(10, "id-2", "bob", "two"))
                        .difference())
                .isEqualTo("expected seq 9 to be <bob> \"two\" (id-2) but found seq 10 <bob> \"two\" (id-2)");
    }

    @Test
    void seesWrongOrderTextAndSender() {
        assertThat(compare(message(8, "id-2", "bob", "two"), message(9, "id-1", "ada", "one"))
                        .isEqual())
                .isFalse();
        assertThat(compare(message(8, "id-1", "ada", "One"), message(9, "id-2", "bob", "two"))
                        .isEqual())
                .isFalse();
        assertThat(compare(message(8, "id-1", "eve", "one"), message(9, "id-2", "bob", "two"))
                        .isEqual())
                .isFalse();
    }

    @Test
    void seesMissingAndTooMany() {
        assertThat(compare(message(8, "id-1", "ada", "one")).difference())
                .isEqualTo("message <bob> \"two\" (id-2) and all after it are missing");
        assertThat(compare(
                                message(8, "id-1", "ada", "one"),
                                message(9, "id-2", "bob", "two"),
                                message(10, "id-3", "bob", "three"))
                        .difference())
                .isEqualTo("more than was posted: seq 10 <bob> \"three\" (id-3)");
    }

    private static Verdict compare(ChatMessage... found) {
        return Verdict.compare(POSTED, List.of(found), 7);
    }

    private static ChatMessage message(long seq, String id, String sender, String text) {
        return new ChatMessage(seq, id, sender, text, false);
    }
}
