package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** The first version of {@link MessagePosted}, for a message that answers no other. The gateway still emits it. */
@EventType("chat.message.posted.v1")
public record MessagePostedV1(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,

        @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String sender,

        @NotEmpty @Size(max = MessageText.LONGEST) @UnbrokenText
        String text,

        @NotNull @CommonEra Instant sentAt) {}
