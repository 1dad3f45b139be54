package dev.baton.chat.analyzemessage;

import java.util.List;

/**
 * The combined result of all rules for a text.
 *
 * @param labels one for each rule that matched
 * @param score the findings combined as independent evidence, from 0 to 1, rounded to thousandths
 */
record Verdict(List<String> labels, double score) {

    static Verdict of(List<Finding> findings) {
        double harmless = findings.stream().mapToDouble(f -> 1 - f.weight()).reduce(1, (a, b) -> a * b);
        double score = Math.round((1 - harmless) * 1000) / 1000.0;
        return new Verdict(findings.stream().map(Finding::label).toList(), Math.min(1, Math.max(0, score)));
    }

    /** Returns whether the message is harmful. If no rule matched, it is never harmful, whatever the threshold. */
    boolean harmful(double threshold) {
        return !labels.isEmpty() && score >= threshold;
    }
}
