package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The text of a message is no longer shown, for the given reasons. */
@EventType("chat.message.redacted.v1")
public record MessageRedacted(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @Positive long seq,
        @NotEmpty List<@UnbrokenText String> reasons) {}
