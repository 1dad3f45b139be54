package dev.baton.triggers.delivery;

import java.time.Duration;

/** What follows from an answer. */
public sealed interface Verdict {

    /** The event is delivered. */
    record Delivered() implements Verdict {}

    /** It is to be sent again after this pause. */
    record Again(Duration pause) implements Verdict {}

    /** It can't be delivered. */
    record GivenUp(Failure failure) implements Verdict {}
}
