package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A notification left for its member. */
@EventType("chat.notification.sent.v1")
public record NotificationSent(
        @NotBlank String notificationId,
        @EventKey @NotBlank @Size(max = 100) String member,
        @NotBlank String channel,
        @NotNull Instant sentAt) {}
