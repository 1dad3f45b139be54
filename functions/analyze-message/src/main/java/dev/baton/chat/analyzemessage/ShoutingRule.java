package dev.baton.chat.analyzemessage;

import java.util.Optional;

/**
 * The rule for messages of some length that are mostly in capitals. Text in a script without capitals never matches.
 */
class ShoutingRule implements Rule {

    private static final int FEWEST_LETTERS = 15;
    private static final double SHARE = 0.6;

    private final double weight;

    ShoutingRule(double weight) {
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        int capitals = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            capitals += Character.isUpperCase(c) ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
        }
        return letters < FEWEST_LETTERS || capitals < letters * SHARE
                ? Optional.empty()
                : Optional.of(new Finding("shouting", 100 * capitals / letters + " % capitals", weight));
    }
}
