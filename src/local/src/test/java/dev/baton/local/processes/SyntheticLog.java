package dev.baton.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log that resembles a day in a busy IRC channel; the same seed produces the same log. */
final class SyntheticLog {
    private static final String[] WORDS =
            "the of to it is that you for with have on this be not can how try what install my when it's http"
                    .split(" ");
    private static final int HARMFUL_EVERY = 97;
    private static final int MENTION_EVERY = 41;

    private final List<String> lines = new ArrayList<>();
    private final int messages;
    private int harmful;
    private int mentions;

    /** @param messagesAMinute the number of messages per minute of the log's time */
    SyntheticLog(int messages, int speakers, int messagesAMinute, long seed) {
        this.messages = messages;
        Random random = new Random(seed);
        for (int i = 0; i < messages; i++) {
            String time = "%02d:%02d".formatted(i / messagesAMinute / 60 % 24, i / messagesAMinute % 60);
            // A few speakers write most of the messages.
            int speaker = (int) (speakers * Math.pow(random.nextDouble(), 2));
            lines.add("[" + time + "] <" + nick(i < speakers ? i : speaker) + "> "
                    + text(i, i < speakers ? i : speaker, random, speakers));
            if (random.nextInt(5) == 0) {
                lines.add("=== " + nick(speaker) + " [n=someone@example.org]  has joined #channel");
            }
        }
    }

    int messages() {
        return messages;
    }

    /** Returns the number of texts that every rule finds harmful. */
    int harmful() {
        return harmful;
    }

    /** Returns the number of texts that mention another speaker. */
    int mentions() {
        return mentions;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }

    private String text(int number, int speaker, Random random, int speakers) {
        if (number % HARMFUL_EVERY == HARMFUL_EVERY - 1) {
            harmful++;
            return "pay with 4111 1111 1111 1111";
        }
        StringBuilder text = new StringBuilder();
        if (number % MENTION_EVERY == 0) {
            mentions++;
            text.append('@').append(nick((speaker + 1) % speakers)).append(' ');
        }
        for (int words = 3 + random.nextInt(15); words > 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.append(number).toString();
    }

    private static String nick(int speaker) {
        String[] forms = {"nick%d", "n|ck%d", "[nick]%d", "nick_%d^", "`nick-%d{}"};
        return forms[speaker % forms.length].formatted(speaker);
    }
}
