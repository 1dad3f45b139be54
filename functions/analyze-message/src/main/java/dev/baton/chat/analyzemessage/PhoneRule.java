package dev.baton.chat.analyzemessage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The rule for phone numbers: 9 to 15 digits that begin with {@code +} or {@code 0}, ten digits grouped as 3-3-4,
 * or a short code of five digits in a text with a word such as "text" or "call". The label never contains the number.
 */
class PhoneRule implements Rule {

    private static final int SHORTEST = 9;
    private static final int LONGEST = 15;
    private static final int SHORT_CODE = 5;
    private static final Set<String> ASKS = Set.of("call", "text", "txt", "sms", "send", "reply", "msg", "ring");

    private final double weight;

    PhoneRule(double weight) {
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        List<Digits> numbers = Digits.in(text);
        long phones = numbers.stream().filter(PhoneRule::isPhone).count();
        if (phones > 0) {
            return finding((int) phones, "phone number");
        }
        long codes = numbers.stream().filter(PhoneRule::isShortCode).count();
        return codes > 0 && asks(text) ? finding((int) codes, "short code") : Optional.empty();
    }

    private Optional<Finding> finding(int n, String noun) {
        return Optional.of(new Finding("phone", Finding.count(n, noun), weight));
    }

    private static boolean isPhone(Digits digits) {
        return digits.groups().size() <= 6 && (isDialled(digits) || isNorthAmerican(digits.groups()));
    }

    /**
     * Returns whether the digits begin the way a number is dialled. Without a {@code +}, at least one group must have
     * four or more digits, unlike the groups of an IP address or a date.
     */
    private static boolean isDialled(Digits digits) {
        String all = digits.all();
        return (digits.before() == '+' || all.charAt(0) == '0')
                && all.length() >= SHORTEST
                && all.length() <= LONGEST
                && digits.groups().stream().anyMatch(group -> group.length() >= 4 || digits.before() == '+');
    }

    private static boolean isNorthAmerican(List<String> groups) {
        int n = groups.size();
        return n >= 3
                && n <= 4
                && groups.get(n - 3).length() == 3
                && groups.get(n - 2).length() == 3
                && groups.get(n - 1).length() == 4;
    }

    private static boolean isShortCode(Digits digits) {
        return digits.groups().stream().anyMatch(group -> group.length() == SHORT_CODE);
    }

    private static boolean asks(CharSequence text) {
        AtomicBoolean asks = new AtomicBoolean();
        Words.forEach(text, word -> {
            if (ASKS.contains(word)) {
                asks.set(true);
            }
        });
        return asks.get();
    }
}
