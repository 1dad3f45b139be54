package dev.baton.chat.analyzemessage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The rule for links: {@code http://}, {@code https://}, {@code www.}, and host names of common top-level domains. */
class LinkRule implements Rule {

    private static final Set<String> DOMAINS = Set.of(
            "com", "net", "org", "info", "biz", "uk", "tv", "ly", "me", "ru", "cn", "xyz", "top", "click", "link");

    private static final int LONGEST_HOST = 255;

    private final double weight;

    LinkRule(double weight) {
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        AtomicInteger links = new AtomicInteger();
        Words.forEachToken(text, token -> {
            if (isLink(token.toLowerCase(Locale.ROOT))) {
                links.incrementAndGet();
            }
        });
        int n = links.get();
        return n == 0
                ? Optional.empty()
                : Optional.of(new Finding("link", Finding.count(n, "link"), Finding.repeated(weight, Math.min(n, 2))));
    }

    private static boolean isLink(String token) {
        return token.contains("http://") || token.contains("https://") || token.contains("www.") || isHost(token);
    }

    private static boolean isHost(String token) {
        String host = host(token);
        int dot = host.lastIndexOf('.');
        return dot > 0
                && host.length() <= LONGEST_HOST
                && DOMAINS.contains(host.substring(dot + 1))
                && host.chars().allMatch(c -> c == '.' || c == '-' || Character.isLetterOrDigit(c));
    }

    /** Returns the token up to its path, without the punctuation around it. */
    private static String host(String token) {
        int slash = token.indexOf('/');
        int end = slash < 0 ? token.length() : slash;
        int start = 0;
        while (start < end && !Character.isLetterOrDigit(token.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(token.charAt(end - 1))) {
            end--;
        }
        return token.substring(start, end);
    }
}
