package dev.baton.chat.trackactivity;

import dev.baton.FollowUp;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.WindowClosing;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Counts a message in its room's window, by the time it was sent. The first message of a window has it closed when the window
 * and the allowed lateness are over. A message that comes when its window is closed is late: counted as late, and no more.
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

    /** The closing of the window, for its first message; nothing for the others. */
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
