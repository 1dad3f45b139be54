package dev.baton.proof.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What can be seen in one place at the end: a table or a topic. Each event that it follows from leads to exactly one
 * row or record, which may be repeated if the rules allow that.
 *
 * @param name its name
 * @param of the name of the view whose rows and records it follows from, or {@link History#SENT}
 * @param rules what has to hold in it
 * @param expects which of the events that it follows from lead to something in it
 * @param seen the rows or records; those of one key in their order
 */
public record View(String name, String of, Set<Rule> rules, Predicate<String> expects, List<Seen> seen) {

    /** What has to hold in a view. */
    public enum Rule {
        /** Nothing is repeated. */
        ONCE,
        /** A repetition has the same cause, key, and content. */
        SAME,
        /** The first occurrences of a key are in the order of their causes. */
        ORDERED,
        /** What is repeated is repeated from one point on, without a gap. */
        RUNS
    }

    /** Returns a table in which each event has one row, those of a key in order. */
    public static View table(String name, String of, List<Seen> seen) {
        return new View(name, of, EnumSet.of(Rule.ONCE, Rule.ORDERED), any -> true, seen);
    }

    /** Returns a topic in which each event has one record or several equal ones, the first of a key in order. */
    public static View topic(String name, String of, List<Seen> seen) {
        return new View(name, of, EnumSet.of(Rule.SAME, Rule.ORDERED), any -> true, seen);
    }

    /** Returns the same view, in which only these events lead to something. */
    public View of(Predicate<String> expected) {
        return new View(name, of, rules, expected, seen);
    }

    public View with(Rule rule) {
        Set<Rule> more = EnumSet.of(rule);
        more.addAll(rules);
        return new View(name, of, more, expects, seen);
    }

    public View without(Rule rule) {
        Set<Rule> fewer = EnumSet.noneOf(Rule.class);
        fewer.addAll(rules);
        fewer.remove(rule);
        return new View(name, of, fewer, expects, seen);
    }
}
