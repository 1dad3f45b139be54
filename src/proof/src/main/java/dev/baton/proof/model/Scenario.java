package dev.baton.proof.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the model starts with, and what may happen. An event is named by its key, a letter, and its number in the key:
 * {@code a1} comes before {@code a2}.
 *
 * @param log the records of the partition, in order; the same name again is a duplicate
 * @param delayed the events that wait in the outbox from the start, in the order of their times
 * @param shape the processes
 * @param faults how often each fault may happen
 * @param mutations the mistakes that are built in
 */
public record Scenario(
        String name,
        List<String> log,
        List<String> delayed,
        Shape shape,
        Map<Fault, Integer> faults,
        Set<Mutation> mutations) {

    /**
     * The processes, which are all alike.
     *
     * @param processes how many there are
     * @param batch the most events of a delivery
     * @param attempts after how many attempts an event becomes a dead letter
     * @param roles what the processes do
     */
    public record Shape(int processes, int batch, int attempts, Set<Role> roles) {}

    /** Returns a scenario of these records without faults and mistakes. */
    public static Scenario of(String name, List<String> log, Shape shape) {
        return new Scenario(name, log, List.of(), shape, Map.of(), Set.of());
    }

    public Scenario withDelayed(String... events) {
        return new Scenario(name, log, List.of(events), shape, faults, mutations);
    }

    /** Returns the same scenario, in which the fault may happen so often. */
    public Scenario with(Fault fault, int times) {
        Map<Fault, Integer> more = new EnumMap<>(Fault.class);
        more.putAll(faults);
        more.put(fault, times);
        return new Scenario(name, log, delayed, shape, more, mutations);
    }

    /** Returns the same scenario with a mistake built in. */
    public Scenario with(Mutation mutation) {
        Set<Mutation> more = EnumSet.of(mutation);
        more.addAll(mutations);
        return new Scenario(name + " with " + mutation, log, delayed, shape, faults, more);
    }

    boolean has(Mutation mutation) {
        return mutations.contains(mutation);
    }

    /** Returns the key of an event. */
    public static String key(String event) {
        return event.substring(0, 1);
    }
}
