package dev.baton.cli.replay;

import java.time.Duration;

/** What came of one attempt to post a message. */
sealed interface Answer {

    record Accepted() implements Answer {}

    /** Asked to come again, for example by 429. */
    record Later(Duration delay, String why) implements Answer {}

    /** No answer: whether the message was accepted is unknown. Sending the same messageId again is harmless. */
    record Lost(String why) implements Answer {}

    record Refused(String why) implements Answer {}
}
