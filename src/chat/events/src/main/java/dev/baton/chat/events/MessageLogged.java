package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A message has its place in its room: {@code seq} counts each room's messages from 1 without gaps. */
@EventType("chat.message.logged.v1")
public record MessageLogged(
        @NotBlank @Size(max = 100) String messageId,
        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @Positive long seq,
        @NotBlank @Size(max = 100) String sender,
        @NotEmpty @Size(max = 8192) String text,
        @NotNull Instant sentAt) {}
