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
}
