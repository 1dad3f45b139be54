package dev.baton.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FollowUpIdsTest {

    /** A release that gave other ids would repeat the follow-ups of events that are handled again. */
    @Test
    void theIdsOfAFunctionAreTheSameInEveryReleaseAndNamespace() {
        assertThat(FollowUpIds.of("ship", "/orders", "order-1", 0)).isEqualTo("62d5ad6f-b659-8d95-a863-3243ce71cafc");
        assertThat(FollowUpIds.of("ship", "/orders/größe", "order-1", 1))
                .isEqualTo("b9175264-0e7c-8762-bbf5-33eb915f1a5b");
    }

    /** The inbox keeps the events of one chain close to each other. */
    @Test
    void theTimeOfTheCauseIsInheritedByAllThatFollows() {
        String first = FollowUpIds.of("ship", "/orders", "0192f3a4-5b6c-7def-8123-456789abcdef", 0);
        assertThat(first).isEqualTo("7a7499d5-6da4-88bb-b5fd-35197bfca71a-6727d827");
        assertThat(TimedIds.seconds(first)).hasValue(1730664487);
        assertThat(FollowUpIds.of("bill", "/shop/functions/ship", first, 1)).endsWith("-6727d827");
    }
}
