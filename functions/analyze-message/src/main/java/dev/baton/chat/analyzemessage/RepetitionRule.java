package dev.baton.chat.analyzemessage;

import java.util.Optional;

/**
 * The rule for repetition: one character ten times in a row, except punctuation used to draw lines, or one word five
 * times.
 */
class RepetitionRule implements Rule {

    private static final int CHARACTERS = 10;
    private static final int WORDS = 5;

    private final double weight;

    RepetitionRule(double weight) {
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        int characters = longestRun(text);
        if (characters >= CHARACTERS) {
            return Optional.of(new Finding("repetition", "one character " + characters + " times", weight));
        }
        int words = longestWordRun(text);
        return words >= WORDS
                ? Optional.of(new Finding("repetition", "one word " + words + " times", weight))
                : Optional.empty();
    }

    private static int longestRun(CharSequence text) {
        int longest = 0;
        int run = 0;
        char last = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c == last ? run + 1 : 1;
            last = c;
            longest = counts(c) ? Math.max(longest, run) : longest;
        }
        return longest;
    }

    private static boolean counts(char c) {
        return Character.isLetterOrDigit(c) || c == '!' || c == '?' || c == '$';
    }

    private static int longestWordRun(CharSequence text) {
        WordRun run = new WordRun();
        Words.forEach(text, run::add);
        return run.longest;
    }

    private static class WordRun {
        private String last = "";
        private int run;
        private int longest;

        void add(String word) {
            run = word.equals(last) ? run + 1 : 1;
            last = word;
            longest = Math.max(longest, run);
        }
    }
}
