package dev.baton.chat.gateway.messages;

import dev.baton.chat.events.MessageId;
import dev.baton.chat.events.MessageText;
import dev.baton.chat.events.UnbrokenText;
import dev.baton.chat.gateway.names.Names;
import dev.baton.chat.gateway.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A checked message that a client wants to post.
 *
 * @param room a room's name
 * @param messageId the client's UUID
 * @param text 1 byte to 8 KiB of UTF-8, without NUL, which PostgreSQL can't store, and without unpaired surrogates,
 *     which UTF-8 can't encode
 * @param replyTo the messageId of the message that this one answers, which is not looked up; null if it answers none
 */
public record Post(
        String room,
        String messageId,
        String text,
        @Nullable String replyTo) {

    private static final Pattern UUID = Pattern.compile(MessageId.UUID);

    /** @throws Problem 400 if a value is invalid, 413 if the text is too long */
    public Post {
        Names.room(room);
        if (!isMessageId(messageId)) {
            throw Problem.invalid("'messageId' must be a UUID such as 123e4567-e89b-12d3-a456-426614174000");
        }
        check(text);
        if (replyTo != null && !isMessageId(replyTo)) {
            throw Problem.invalid(
                    "'replyTo' must be the messageId of the message that it answers, a UUID, or left out");
        }
    }

    public static boolean isMessageId(String messageId) {
        return messageId != null && UUID.matcher(messageId).matches();
    }

    private static void check(String text) {
        if (text == null || text.isEmpty()) {
            throw Problem.invalid("'text' must be 1 byte to 8 KiB of UTF-8, but there was none");
        }
        if (text.length() > MessageText.LONGEST || text.getBytes(StandardCharsets.UTF_8).length > MessageText.LONGEST) {
            throw Problem.tooLarge("'text' must be at most " + MessageText.LONGEST + " bytes of UTF-8");
        }
        if (!UnbrokenText.Validator.isUnbroken(text)) {
            throw Problem.invalid("'text' must not contain the character NUL or an unpaired surrogate");
        }
    }
}
