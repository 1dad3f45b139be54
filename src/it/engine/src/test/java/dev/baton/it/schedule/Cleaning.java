package dev.baton.it.schedule;

import dev.baton.Cron;
import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import java.time.Instant;

/** An application with a schedule. */
public final class Cleaning {

    static final String SCHEDULE = "/it-engine/schedules/clean";

    @EventType("cleaning.due.v1")
    record CleaningDue(Instant time) {}

    @EventType("cleaning.done.v1")
    record Cleaned(@EventKey String room, Instant time) {}

    /** Returns the time at which it was to clean. */
    public static class Clean {
        @Funq
        @Cron(value = "${cleaning.cron:0 3 * * *}", zone = "${cleaning.zone}")
        public Cleaned clean(CleaningDue due) {
            return new Cleaned("hall", due.time());
        }
    }

    static final Class<?>[] CLASSES = {Cleaning.class, CleaningDue.class, Cleaned.class, Clean.class};

    private Cleaning() {}
}
