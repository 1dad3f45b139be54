package dev.baton.runtime.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The local times of a cron expression, as a clock that is never changed shows them. All times are whole seconds. */
final class LocalTimes {

    /** The earliest time that is looked at. */
    static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final ExecutionTime times;

    LocalTimes(ExecutionTime times) {
        this.times = times;
    }

    /** Returns the first time after this one. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    /** Returns the latest time before this one. */
    Optional<LocalDateTime> before(LocalDateTime time) {
        return times.lastExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }
}
