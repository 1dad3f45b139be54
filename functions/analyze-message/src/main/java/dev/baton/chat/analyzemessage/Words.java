package dev.baton.chat.analyzemessage;

import java.util.Locale;
import java.util.function.Consumer;

/** The splitting of a text into words or tokens. */
final class Words {

    private Words() {}

    /** Passes on every run of letters, digits and apostrophes, in lower case and in order. */
    static void forEach(CharSequence text, Consumer<String> action) {
        split(
                text,
                c -> Character.isLetterOrDigit(c) || c == '\'' || c == '\u2019',
                word -> action.accept(word.toLowerCase(Locale.ROOT)));
    }

    /** Passes on every run of characters other than white space, in order. */
    static void forEachToken(CharSequence text, Consumer<String> action) {
        split(text, c -> !Character.isWhitespace(c), action);
    }

    private static void split(CharSequence text, CharTest belongs, Consumer<String> action) {
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (belongs.test(c)) {
                run.append(c);
            } else {
                emit(run, action);
            }
        }
        emit(run, action);
    }

    private static void emit(StringBuilder run, Consumer<String> action) {
        if (!run.isEmpty()) {
            action.accept(run.toString());
            run.setLength(0);
        }
    }

    private interface CharTest {
        boolean test(char c);
    }
}
