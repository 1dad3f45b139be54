package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A notification was sent to its member. */
@EventType("chat.notification.sent.v1")
public record NotificationSent(
        @NotBlank @UnbrokenText String notificationId,

        @EventKey @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String member,

        @NotBlank @UnbrokenText String channel,
        @NotNull @CommonEra Instant sentAt) {}
