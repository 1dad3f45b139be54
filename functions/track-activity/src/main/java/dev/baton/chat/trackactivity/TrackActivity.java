package dev.baton.chat.trackactivity;

import dev.baton.FollowUp;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.WindowClosing;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * A function that counts a message in its room's window, by the time at which it was sent. The first message of a
 * window schedules its closing for when the window and the allowed lateness are over. A message that arrives after its
 * window is closed is only counted as late.
 */
public class TrackActivity {

    private final ActivityWindows windows;
    private final ActivityConfig config;
    private final Clock clock;

    @Inject
    TrackActivity(ActivityWindows windows, ActivityConfig config, Clock clock) {
        this.windows = windows;
        this.config = config;
        this.clock = clock;
    }

    /** Returns the closing of the window for its first message, and nothing for the others. */
    @Funq
    public Uni<FollowUp<WindowClosing>> track(MessageLogged logged) {
        TimeWindow time = TimeWindow.of(logged.sentAt(), config.window());
        return windows.of(logged.room(), time)
                .call(window -> window.count(logged.sender()))
                .map(window -> window.takeOpened() ? closing(logged.room(), time) : null);
    }

    private FollowUp<WindowClosing> closing(String room, TimeWindow time) {
        return FollowUp.of(new WindowClosing(room, time.start(), time.end()))
                .withNotBefore(time.closesAt(clock.instant(), config.allowedLateness()));
    }
}
