package dev.baton.chat.analyzemessage;

/**
 * What a rule says of a text.
 *
 * @param rule the rule's name
 * @param explanation why it speaks, without quoting what must not be spread (phone and card numbers)
 * @param weight from 0 (nothing) to 1 (harmful beyond doubt)
 */
record Finding(String rule, String explanation, double weight) {

    String label() {
        return rule + ": " + explanation;
    }

    /** {@code 1 link}, {@code 2 links}. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** The weight of {@code n} independent signs of the same weight. */
    static double repeated(double weight, int n) {
        return 1 - Math.pow(1 - weight, n);
    }
}
