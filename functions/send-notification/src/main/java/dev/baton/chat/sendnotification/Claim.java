package dev.baton.chat.sendnotification;

import java.time.Instant;

/** Who may send a notification. */
sealed interface Claim {

    /** This attempt, and no other. */
    record Ours() implements Claim {}

    /** An earlier attempt, whose outcome nobody knows. */
    record Earlier(Instant at) implements Claim {}
}
