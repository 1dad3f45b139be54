package dev.baton.chat.notifymembers;

/** A member of a room, and whether a live gateway holds a connection of that member. */
record Member(String name, boolean connected) {}
