package dev.baton.chat.events;

/** Constants for members. */
public final class Member {

    /** The most characters of a member's name. */
    public static final int LONGEST_NAME = 100;

    private Member() {}
}
