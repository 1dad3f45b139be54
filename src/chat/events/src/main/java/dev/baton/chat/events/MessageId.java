package dev.baton.chat.events;

/** Constants for message ids. */
public final class MessageId {

    /** The maximum number of characters in an id. Only ids from the gateway's clients are sure to be UUIDs. */
    public static final int LONGEST = 100;

    /** A client's UUID as a regular expression. Ids are compared exactly as they were written. */
    public static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private MessageId() {}
}
