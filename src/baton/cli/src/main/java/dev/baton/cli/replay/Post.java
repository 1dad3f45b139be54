package dev.baton.cli.replay;

/** One message to post: the number-th of the replay, counted from 1. */
record Post(int number, String messageId, String speaker, String text) {}
