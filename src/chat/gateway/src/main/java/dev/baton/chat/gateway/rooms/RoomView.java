package dev.baton.chat.gateway.rooms;

import java.util.List;

/** A room as its members see it: its name, and its members by name. */
public record RoomView(String room, List<String> members) {}
