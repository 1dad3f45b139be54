package dev.baton.chat.replay;

import java.time.Duration;

/** One message of a log. {@code at} is the time since the log's first message, to the minute. */
record LogLine(Duration at, String speaker, String text) {}
