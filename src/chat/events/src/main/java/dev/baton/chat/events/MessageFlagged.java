package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A message was found harmful for the given reasons. */
@EventType("chat.message.flagged.v1")
public record MessageFlagged(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @Positive long seq,
        @NotEmpty List<@UnbrokenText String> reasons,
        @DecimalMin("0.0") @DecimalMax("1.0") double score) {}
