package dev.baton.chat.events;

/** Constants for the texts of messages. */
public final class MessageText {

    /** The maximum number of bytes of UTF-8 that a member may post, and thus of characters in any text. */
    public static final int LONGEST = 8192;

    private MessageText() {}
}
