package dev.baton.chat.analyzemessage;

/**
 * The result of a rule that matched a text.
 *
 * @param rule the rule's name
 * @param explanation why the rule matched, without quoting what must not be spread (phone and card numbers)
 * @param weight from 0 (no evidence) to 1 (harmful beyond doubt)
 */
record Finding(String rule, String explanation, double weight) {

    String label() {
        return rule + ": " + explanation;
    }

    /** Returns {@code 1 link} or {@code 2 links}, for example. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** Returns the weight of {@code n} independent signs of the same weight. */
    static double repeated(double weight, int n) {
        return 1 - Math.pow(1 - weight, n);
    }
}
