package dev.baton.runtime.schedule;

import java.time.Instant;
import java.util.Optional;

/** The meaning of a cron expression's local times in a time zone whose clocks are changed. Takes whole seconds. */
interface ClockChanges {

    /** Returns the first time after this one. */
    Optional<Instant> after(Instant time);

    /** Returns the latest time up to and including this one. */
    Optional<Instant> upTo(Instant time);
}
