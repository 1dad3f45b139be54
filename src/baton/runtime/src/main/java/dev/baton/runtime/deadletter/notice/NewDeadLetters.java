package dev.baton.runtime.deadletter.notice;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.telemetry.Steady;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The dead letters of this process of which the webhook, if there is one, was not told yet. Thread-safe. */
@Singleton
public class NewDeadLetters {

    private final boolean wanted;
    private final NoticeGroups groups;
    private final Clock steady;
    private final Clock clock;
    private volatile Runnable wake = () -> {};

    NewDeadLetters(BatonConfig config, @Steady Clock steady, Clock clock) {
        this.wanted = config.deadLetters().webhook().url().isPresent();
        this.groups = new NoticeGroups(config.deadLetters().webhook().interval());
        this.steady = steady;
        this.clock = clock;
    }

    /**
     * Takes note of an event that a running transaction stores as a dead letter. Never blocks.
     *
     * @param errorClass the class of the exception
     */
    public void stored(String function, String errorClass, CloudEvent event) {
        if (wanted) {
            String source = event.getSource().toString();
            groups.add(
                    new Letter(function, errorClass, event.getType(), source, event.getId(), clock.instant()),
                    steady.instant());
            wake.run();
        }
    }

    /** Sets what is called when there is a new dead letter. It must not block. */
    void wakes(Runnable woken) {
        wake = woken;
    }

    NoticeGroups groups() {
        return groups;
    }
}
