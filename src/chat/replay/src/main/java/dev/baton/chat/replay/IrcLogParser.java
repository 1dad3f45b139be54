package dev.baton.chat.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser that reads a log line by line. A time earlier than the previous one means that midnight has passed. */
final class IrcLogParser {
    static final int MAX_TEXT_BYTES = 8 * 1024;

    private static final Pattern MESSAGE = Pattern.compile("\\[([01]\\d|2[0-3]):([0-5]\\d)] <([^>\\s]+)> ?(.*)");
    private static final int MINUTES_A_DAY = 24 * 60;

    private final List<LogLine> lines = new ArrayList<>();
    private int notices;
    private int others;
    private int empty;
    private int tooLong;
    private int firstMinute = -1;
    private int lastMinute;
    private int days;

    void line(String line) {
        Matcher message = MESSAGE.matcher(line);
        if (line.startsWith("===")) {
            notices++;
        } else if (message.matches()) {
            message(message);
        } else {
            others++;
        }
    }

    IrcLog log() {
        return new IrcLog(List.copyOf(lines), notices, others, empty, tooLong);
    }

    private void message(Matcher message) {
        Duration at = sinceFirst(Integer.parseInt(message.group(1)) * 60 + Integer.parseInt(message.group(2)));
        String text = message.group(4);
        if (text.isBlank()) {
            empty++;
        } else if (text.getBytes(UTF_8).length > MAX_TEXT_BYTES) {
            tooLong++;
        } else {
            lines.add(new LogLine(at, message.group(3), text));
        }
    }

    private Duration sinceFirst(int minute) {
        if (firstMinute < 0) {
            firstMinute = minute;
        } else if (minute < lastMinute) {
            days++;
        }
        lastMinute = minute;
        return Duration.ofMinutes(days * MINUTES_A_DAY + minute - firstMinute);
    }
}
