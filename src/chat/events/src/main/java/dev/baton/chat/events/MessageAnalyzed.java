package dev.baton.chat.events;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The result of the rules for a message.
 *
 * @param language ISO 639-1 code, {@code und} if the language can't be determined
 * @param labels one for each rule that matched, with an explanation
 * @param score 0 (harmless) to 1 (harmful)
 */
@EventType("chat.message.analyzed.v1")
public record MessageAnalyzed(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @Positive long seq,
        @NotBlank @UnbrokenText String language,
        @NotNull List<@UnbrokenText String> labels,
        @DecimalMin("0.0") @DecimalMax("1.0") double score) {}
