package dev.baton.chat.events;

/** Constants for rooms. */
public final class Room {

    /** A room's name as a regular expression: 1 to 64 characters of {@code a-z 0-9 -}. */
    public static final String NAME = "[a-z0-9-]{1,64}";

    private Room() {}
}
