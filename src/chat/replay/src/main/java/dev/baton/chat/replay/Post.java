package dev.baton.chat.replay;

/** A message to post; {@code number} is its position in the replay, counted from 1. */
record Post(int number, String messageId, String speaker, String text) {}
