package dev.baton.runtime.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.inbox.Inbox.EventId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys were computed by another program from the rule that {@link InboxKeys} documents. */
class InboxKeysTest {

    /** A release that gave other keys would handle events again. */
    @ParameterizedTest
    @CsvSource({
        "0192f3a4-5b6c-7def-8123-456789abcdef,          6727d827aa2d6efb5a849cd3f475985fa3bf2f1b",
        "62d5ad6f-b659-8d95-a863-3243ce71cafc-692c4f80, 692c4f802d31295317d9c09191a4b48ddc55ba26",
        "order-1,                                       b2eb2be12550f6b2eaef6af2f606561b3e1d64e5"
    })
    void theKeysAreTheSameInEveryRelease(String id, String key) {
        assertThat(key("shop", "ship", "/orders/größe", id)).hasToString(key);
    }

    @Test
    void partsAreNotRunTogether() {
        assertThat(Stream.of(
                        key("ab", "c", "d", "e"),
                        key("a", "bc", "d", "e"),
                        key("a", "b", "cd", "e"),
                        key("a", "b", "c", "de"),
                        key("", "ab", "cd", "e")))
                .doesNotHaveDuplicates();
    }

    @Test
    void keysHaveTheOrderOfTheirBytesAsInTheDatabase() {
        assertThat(new InboxKey(new byte[] {0x7F, 1}))
                .isLessThan(new InboxKey(new byte[] {(byte) 0x80, 0}))
                .isEqualTo(new InboxKey(new byte[] {0x7F, 1}))
                .hasSameHashCodeAs(new InboxKey(new byte[] {0x7F, 1}));
    }

    private static InboxKey key(String namespace, String function, String source, String id) {
        return new InboxKeys(namespace, function).key(new EventId(source, id));
    }
}
