package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/** The time to count a room's window has come: its end and the allowed lateness are over. */
@EventType("chat.window.closing.v1")
public record WindowClosing(
        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @NotNull Instant windowStart,
        @NotNull Instant windowEnd) {}
