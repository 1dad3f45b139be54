package dev.baton.cli.text;

/** Things with their number, as a sentence has them. */
public final class Counted {

    private Counted() {}

    /** Returns, for example, {@code 1 file} or {@code 2 files}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
