package dev.baton.cloudevents;

/** Text from outside as error messages quote it: short, and without the characters that CloudEvents forbids. */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    static String of(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return bounded.codePoints()
                .map(character -> Text.isForbidden(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
