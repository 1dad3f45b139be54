package dev.baton.runtime.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * An expression that names its hours, such as a daily job. Each local time comes once: the first of two, and the first
 * moment after a gap for all times that the gap skips.
 */
record GivenHours(LocalTimes times, ZoneRules rules) implements ClockChanges {

    @Override
    public Optional<Instant> after(Instant time) {
        return times.after(reached(time)).map(this::instant);
    }

    @Override
    public Optional<Instant> upTo(Instant time) {
        return times.before(reached(time).plusSeconds(1)).map(this::instant);
    }

    /** Returns the latest local time that has come by now. In a repeated hour, that is its last second. */
    private LocalDateTime reached(Instant time) {
        ZoneOffset offset = rules.getOffset(time);
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isOverlap() && offset.equals(change.getOffsetAfter())
                ? change.getDateTimeBefore().minusSeconds(1)
                : local;
    }

    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(rules.getValidOffsets(local).get(0));
    }
}
