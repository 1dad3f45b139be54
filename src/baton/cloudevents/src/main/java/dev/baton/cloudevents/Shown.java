package dev.baton.cloudevents;

/** Text from outside as error messages quote it: short, and without the characters that CloudEvents forbids. */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    static String of(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return Text.replaceForbidden(bounded, '?');
    }
}
