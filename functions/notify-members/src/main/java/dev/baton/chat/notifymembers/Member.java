package dev.baton.chat.notifymembers;

/** A member of a room, and whether a live gateway holds a connection of theirs. */
record Member(String name, boolean connected) {}
