package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;

/**
 * The activity in a room during one window.
 *
 * @param messages the number of messages sent from {@code windowStart} (inclusive) to {@code windowEnd} (exclusive)
 * @param senders the number of different members who sent them
 */
@EventType("chat.room.activity.v1")
public record RoomActivity(
        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @NotNull Instant windowStart,
        @NotNull Instant windowEnd,
        @PositiveOrZero long messages,
        @PositiveOrZero long senders) {}
