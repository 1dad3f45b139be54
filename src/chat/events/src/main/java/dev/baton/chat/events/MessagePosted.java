package dev.baton.chat.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.Upcast;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member posted a message to a room. The gateway emits this event. Its event id is the message id.
 *
 * @param replyTo the id of the message that this one answers; null if it answers none
 */
@EventType("chat.message.posted.v2")
public record MessagePosted(
        @NotBlank @Size(max = MessageId.LONGEST) @UnbrokenText
        String messageId,

        @EventKey @NotNull @Pattern(regexp = Room.NAME) String room,

        @NotBlank @Size(max = Member.LONGEST_NAME) @UnbrokenText
        String sender,

        @NotEmpty @Size(max = MessageText.LONGEST) @UnbrokenText
        String text,

        @NotNull @CommonEra Instant sentAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Pattern(regexp = MessageId.UUID) @Nullable
        String replyTo) {

    @Upcast
    static MessagePosted from(MessagePostedV1 older) {
        return new MessagePosted(older.messageId(), older.room(), older.sender(), older.text(), older.sentAt(), null);
    }
}
