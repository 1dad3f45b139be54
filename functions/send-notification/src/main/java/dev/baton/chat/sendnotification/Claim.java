package dev.baton.chat.sendnotification;

import java.time.Instant;

/** The result of claiming a notification: who may send it. */
sealed interface Claim {

    /** This attempt, and no other, may send the notification. */
    record Ours() implements Claim {}

    /** An earlier attempt claimed the notification, and its outcome is unknown. */
    record Earlier(Instant at) implements Claim {}
}
