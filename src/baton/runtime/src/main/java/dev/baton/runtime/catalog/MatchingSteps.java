package dev.baton.runtime.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A value that a regular expression is matched against, which counts how often the expression looks at a character.
 * Some expressions, such as {@code (a+)+}, look at the characters of a short value for years. All values of one
 * validation share a budget. It is so large that expressions that look at each character a few times never exceed it.
 */
final class MatchingSteps implements CharSequence {

    static final long BASE = 10_000_000;
    static final long FOR_EACH_CHARACTER = 50;

    /** Thrown when the budget is used up. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many steps to match a regular expression", null, false, false);
        }
    }

    /** The steps that the values of one validation may take. */
    static final class Budget implements AutoCloseable {

        private long left = BASE;

        @Override
        public void close() {
            CURRENT.remove();
        }
    }

    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private final CharSequence value;
    private final Budget budget;

    private MatchingSteps(CharSequence value, Budget budget) {
        this.value = value;
        this.budget = budget;
    }

    /** Begins a validation on this thread. */
    static Budget begin() {
        Budget budget = new Budget();
        CURRENT.set(budget);
        return budget;
    }

    /** Returns the value, with the budget of the validation on this thread, or with one of its own. */
    static MatchingSteps of(CharSequence value) {
        Budget current = CURRENT.get();
        Budget budget = current == null ? new Budget() : current;
        budget.left += FOR_EACH_CHARACTER * value.length();
        return new MatchingSteps(value, budget);
    }

    @Override
    public char charAt(int index) {
        if (--budget.left < 0) {
            throw new TooMany();
        }
        return value.charAt(index);
    }

    @Override
    public int length() {
        return value.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new MatchingSteps(value.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
