package dev.baton.chat.events;

/** What ids of messages have in common. */
public final class MessageId {

    /** A client's UUID, as a regular expression; it is compared as it was written. */
    public static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private MessageId() {}
}
