package dev.baton.proof.model;

/** A mistake that can be built into the model, to see that the search finds what follows from it. */
public enum Mutation {
    OFFSET_BEFORE_TRANSACTION,
    NO_CLAIM,
    CLAIM_IN_ITS_OWN_TRANSACTION,
    NO_PARK_CHECK,
    NO_KEY_LOCK,
    NO_PROMOTION_OF_THE_NEXT,
    DEAD_LETTER_OF_A_HANDLED_EVENT,
    FOLLOW_UPS_AFTER_THE_COMMIT,
    NO_SLOT_LOCK,
    DELETE_BEFORE_PUBLISH,
    SEND_PAST_A_FAILURE,
    NO_PROMOTION_LOCK,
    RUN_WITHOUT_TRIED_EVENTS,
    SECOND_HALF_FIRST,
    NO_FENCE_OF_RUNS,
    RUN_BEHIND_A_DUPLICATE
}
