package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A member should be notified of a message.
 *
 * @param channel {@link Channel#EMAIL} or {@link Channel#LIVE}
 * @param preview the beginning of the text
 */
@EventType("chat.notification.requested.v1")
public record NotificationRequested(
        @NotBlank @UnbrokenText String notificationId,

        @EventKey @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String member,

        @NotBlank @UnbrokenText String channel,
        @NotNull @Pattern(regexp = Room.NAME) String room,

        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String sender,

        @NotNull @UnbrokenText String preview) {}
