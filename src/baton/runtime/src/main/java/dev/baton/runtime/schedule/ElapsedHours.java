package dev.baton.runtime.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression for every hour or every nth hour. It follows elapsed time: a time that occurs twice counts twice, and a
 * time inside a gap does not count. Examines one span between two clock changes after another.
 */
record ElapsedHours(LocalTimes times, ZoneRules rules) implements ClockChanges {

    @Override
    public Optional<Instant> after(Instant time) {
        Instant from = time;
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            ZoneOffsetTransition change = rules.nextTransition(from);
            Optional<LocalDateTime> local = times.after(local(from, offset));
            Optional<Instant> next = local.map(found -> found.toInstant(offset));
            if (change == null || next.isEmpty() || next.get().isBefore(change.getInstant())) {
                return next;
            }
            // The span after the change includes its first second.
            if (isTime(change.getDateTimeAfter())) {
                return Optional.of(change.getInstant());
            }
            from = change.getInstant();
        }
    }

    @Override
    public Optional<Instant> upTo(Instant time) {
        Instant to = time;
        while (true) {
            ZoneOffset offset = rules.getOffset(to);
            Optional<Instant> last =
                    times.before(local(to, offset).plusSeconds(1)).map(found -> found.toInstant(offset));
            ZoneOffsetTransition change = lastChange(to);
            if (change == null || last.isEmpty() || !last.get().isBefore(change.getInstant())) {
                return last;
            }
            to = change.getInstant().minusSeconds(1);
        }
    }

    private boolean isTime(LocalDateTime local) {
        return times.after(local.minusSeconds(1)).filter(local::equals).isPresent();
    }

    /** Returns the latest change up to and including this time. */
    private @Nullable ZoneOffsetTransition lastChange(Instant time) {
        return rules.previousTransition(time.plusSeconds(1));
    }

    private static LocalDateTime local(Instant time, ZoneOffset offset) {
        return LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
    }
}
