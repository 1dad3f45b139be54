package dev.baton.runtime.wakeup;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The {@link Activity} of each kind of work. */
@Singleton
public class Activities {

    private final Map<Work, Activity> activities = new EnumMap<>(Work.class);

    public Activities(Hints hints) {
        for (Work work : Work.values()) {
            activities.put(work, new Activity(work, hints));
        }
    }

    public Activity of(Work work) {
        return Objects.requireNonNull(activities.get(work));
    }
}
