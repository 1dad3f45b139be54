package dev.baton.chat.analyzemessage;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule for payment card numbers: 13 to 19 digits, with or without separators, that begin with 2 to 6, as the
 * networks' numbers do, and end with the correct check digit (ISO/IEC 7812, Luhn). The label never contains the number.
 */
class CardRule implements Rule {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SMALLEST_GROUP = 3;

    private final double weight;

    CardRule(double weight) {
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        Set<String> cards = new HashSet<>();
        for (Digits digits : Digits.in(text)) {
            collect(digits, cards);
        }
        return cards.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("card", Finding.count(cards.size(), "payment card number"), weight));
    }

    /**
     * Collects card numbers. Other numbers (a date, a code) may be next to one, so every run of whole groups is
     * checked.
     */
    private static void collect(Digits digits, Set<String> cards) {
        List<String> groups = digits.groups();
        if (isCard(digits.groups().size() <= LONGEST ? digits.all() : "")) {
            cards.add(digits.all());
        }
        for (int first = 0; first < groups.size(); first++) {
            collect(groups, first, cards);
        }
    }

    private static void collect(List<String> groups, int first, Set<String> cards) {
        StringBuilder number = new StringBuilder();
        for (int i = first; i < groups.size(); i++) {
            String group = groups.get(i);
            if (group.length() < SMALLEST_GROUP || number.length() + group.length() > LONGEST) {
                return;
            }
            if (isCard(number.append(group))) {
                cards.add(number.toString());
            }
        }
    }

    private static boolean isCard(CharSequence number) {
        return number.length() >= SHORTEST
                && number.length() <= LONGEST
                && number.charAt(0) >= '2'
                && number.charAt(0) <= '6'
                && hasChecksum(number);
    }

    static boolean hasChecksum(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
