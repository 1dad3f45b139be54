package dev.baton.chat.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The messages of an IRC log in order, and the numbers of lines without a usable message: notices ({@code ===}), lines
 * of another form, empty texts, and texts over the platform's limit of 8 KiB of UTF-8.
 */
record IrcLog(List<LogLine> lines, int notices, int others, int empty, int tooLong) {

    static IrcLog read(Path file) {
        try {
            // Old logs mix encodings. Bytes that are not UTF-8 become replacement characters instead of an error.
            return parse(new String(Files.readAllBytes(file), UTF_8).lines().toList());
        } catch (IOException e) {
            throw new ReplayFailedException("The log " + file + " can't be read: " + e, e);
        }
    }

    static IrcLog parse(List<String> lines) {
        IrcLogParser parser = new IrcLogParser();
        lines.forEach(parser::line);
        return parser.log();
    }

    IrcLog first(int limit) {
        return limit >= lines.size() ? this : new IrcLog(lines.subList(0, limit), notices, others, empty, tooLong);
    }

    /** Returns the speakers in the order of their first messages. */
    Set<String> speakers() {
        return lines.stream().map(LogLine::speaker).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
