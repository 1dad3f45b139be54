package dev.baton.runtime.http;

/** External text, shortened so that it can be repeated in an answer. */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
