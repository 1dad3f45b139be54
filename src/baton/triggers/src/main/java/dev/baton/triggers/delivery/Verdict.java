package dev.baton.triggers.delivery;

import java.time.Duration;

/** The consequence of an answer. */
public sealed interface Verdict {

    /** The event is delivered. */
    record Delivered() implements Verdict {}

    /** The event is sent again after this pause. */
    record Again(Duration pause) implements Verdict {}

    /** The event is given up on. */
    record GivenUp(Failure failure) implements Verdict {}
}
