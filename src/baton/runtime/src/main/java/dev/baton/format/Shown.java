package dev.baton.format;

/** What came from outside, short enough to be told back. */
public final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
