package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A bound of a value, whichever keyword sets it.
 *
 * @param value the bound; null if there is none
 * @param exclusive whether the bound itself is out of bounds
 * @param direction 1 for a lower bound, -1 for an upper one
 */
record Bound(@Nullable BigDecimal value, boolean exclusive, int direction) {

    /** Returns the narrower of the inclusive and the exclusive bound. */
    static Bound of(JsonNode schema, String inclusive, String exclusive, int direction) {
        Bound one = of(schema.path(inclusive), false, direction);
        Bound other = of(schema.path(exclusive), true, direction);
        Bound narrower = one.narrowness(other) >= 0 ? one : other;
        boolean integers = schema.path("type").toString().contains("integer");
        return narrower.exclusive && narrower.value != null && integers
                ? new Bound(narrower.value.add(BigDecimal.valueOf(direction)), false, direction)
                : narrower;
    }

    private static Bound of(JsonNode keyword, boolean exclusive, int direction) {
        return new Bound(keyword.isNumber() ? keyword.decimalValue() : null, exclusive, direction);
    }

    /** Returns a positive number if this bound accepts less than the other, and a negative one if it accepts more. */
    int narrowness(Bound other) {
        if (value == null || other.value == null) {
            return Boolean.compare(value != null, other.value != null);
        }
        int difference = direction * value.compareTo(other.value);
        return difference == 0 ? Boolean.compare(exclusive, other.exclusive) : difference;
    }

    @Override
    public String toString() {
        return value == null ? "not set" : value.toPlainString() + (exclusive ? " (exclusive)" : "");
    }
}
