package dev.baton.chat.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message received its place in its room: {@code seq} numbers the messages of each room from 1 without gaps.
 *
 * @param replyTo the id of the message that this one answers; null, and absent from the JSON, if it answers none
 */
@EventType("chat.message.logged.v1")
public record MessageLogged(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,
        @Positive long seq,

        @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String sender,

        @NotEmpty @Size(max = MessageText.LONGEST) @UnbrokenText
        String text,

        @NotNull @CommonEra Instant sentAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Pattern(regexp = MessageId.UUID) @Nullable
        String replyTo) {

    /** Creates the event for a message that answers no other. */
    public MessageLogged(String messageId, String room, long seq, String sender, String text, Instant sentAt) {
        this(messageId, room, seq, sender, text, sentAt, null);
    }
}
