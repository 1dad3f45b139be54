package dev.baton.chat.analyzemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.MessageAnalyzed;
import dev.baton.chat.events.MessageFlagged;
import dev.baton.chat.events.MessageLogged;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnalyzeMessageTest {

    @Inject
    FunctionTestkit testkit;

    @Test
    void aHarmlessMessageIsAnalyzedOnly() {
        Handled handled = testkit.handle(message("Good morning everyone, how are you today?"));

        assertThat(handled.followUps()).hasSize(1);
        assertThat(handled.followUp(MessageAnalyzed.class))
                .isEqualTo(new MessageAnalyzed("m1", "lobby", 7, "en", List.of(), 0));
    }

    @Test
    void aHarmfulMessageIsFlaggedAsTheSecondFollowUp() {
        Handled handled = testkit.handle(message("Take my card: 4111-1111-1111-1111 http://example.com"));

        List<String> reasons = List.of("card: 1 payment card number", "link: 1 link");
        assertThat(handled.followUps())
                .extracting(followUp -> followUp.type())
                .containsExactly("chat.message.analyzed.v1", "chat.message.flagged.v1");
        assertThat(handled.followUps()).extracting(followUp -> followUp.key()).containsOnly("lobby");
        assertThat(handled.followUp(MessageFlagged.class))
                .isEqualTo(new MessageFlagged("m1", "lobby", 7, reasons, 0.92));
        assertThat(handled.followUp(MessageAnalyzed.class).labels()).isEqualTo(reasons);
    }

    private static MessageLogged message(String text) {
        return new MessageLogged("m1", "lobby", 7, "ada", text, Instant.EPOCH);
    }
}
