package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/** It is time to count a room's window: its end and the allowed lateness have passed. */
@EventType("chat.window.closing.v1")
public record WindowClosing(
        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @NotNull Instant windowStart,
        @NotNull Instant windowEnd) {}
