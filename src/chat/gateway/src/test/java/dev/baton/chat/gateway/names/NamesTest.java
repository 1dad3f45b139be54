package dev.baton.chat.gateway.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void aUserMayHaveAnyReadableName() {
        assertThat(List.of("a", "Ada Lovelace", "ada@example.org", "a/b?c#d%", "Łukasz", "😀", "x".repeat(100)))
                .allMatch(Names::isUser);
    }

    @Test
    void aUserMayNotHaveAnUnreadableName() {
        assertThat(List.of("", " ", "\t", "a\nb", "a\0", "a\u007f", "a\u0085b", "\ud83d", "x".repeat(101)))
                .noneMatch(Names::isUser);
        assertThat(Names.isUser(null)).isFalse();
    }
}
