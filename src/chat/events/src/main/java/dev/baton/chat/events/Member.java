package dev.baton.chat.events;

/** Constants for members. */
public final class Member {

    /** The maximum number of characters in a member's name. */
    public static final int LONGEST_NAME = 100;

    private Member() {}
}
