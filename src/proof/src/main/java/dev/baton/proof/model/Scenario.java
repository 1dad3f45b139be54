package dev.baton.proof.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the model starts with, and what may happen. An event is named by its key, a letter, and its number in the key:
 * {@code a1} comes before {@code a2}.
 *
 * @param log the records of the partition, in order; the same name again is a duplicate
 * @param delayed the events that wait in the outbox from the start, in the order of their times
 * @param waiting the events that wait in the retry table from the start, in order, and how often each was tried
 * @param holds whether an event that was given up on after its last attempt holds its key; not with permanent failures,
 *     after which it does not
 * @param shape the processes
 * @param faults how often each fault may happen
 * @param mutations the mistakes that are built in
 */
public record Scenario(
        String name,
        List<String> log,
        List<String> delayed,
        Map<String, Integer> waiting,
        boolean holds,
        Shape shape,
        Map<Fault, Integer> faults,
        Set<Mutation> mutations) {

    /**
     * The processes, which are all alike.
     *
     * @param processes how many there are
     * @param batch the maximum number of events in a delivery
     * @param attempts after how many attempts an event becomes a dead letter
     * @param roles what the processes do
     */
    public record Shape(int processes, int batch, int attempts, Set<Role> roles) {}

    /** Returns a scenario of these records without faults and mistakes. */
    public static Scenario of(String name, List<String> log, Shape shape) {
        return new Scenario(name, log, List.of(), Map.of(), false, shape, Map.of(), Set.of());
    }

    public Scenario withDelayed(String... events) {
        return new Scenario(name, log, List.of(events), waiting, holds, shape, faults, mutations);
    }

    /** Returns the same scenario with these events at the end of the retry table. */
    public Scenario withWaiting(int attempts, String... events) {
        Map<String, Integer> more = new LinkedHashMap<>(waiting);
        List.of(events).forEach(event -> more.put(event, attempts));
        return new Scenario(name, log, delayed, more, holds, shape, faults, mutations);
    }

    /** Returns the same scenario, in which events that were given up on hold their keys. */
    public Scenario holding() {
        return new Scenario(name + " holding", log, delayed, waiting, true, shape, faults, mutations);
    }

    /** Returns the same scenario, in which the fault may happen this many times. */
    public Scenario with(Fault fault, int times) {
        Map<Fault, Integer> more = new EnumMap<>(Fault.class);
        more.putAll(faults);
        more.put(fault, times);
        return new Scenario(name, log, delayed, waiting, holds, shape, more, mutations);
    }

    /** Returns the same scenario with a mistake built in. */
    public Scenario with(Mutation mutation) {
        Set<Mutation> more = EnumSet.of(mutation);
        more.addAll(mutations);
        return new Scenario(name + " with " + mutation, log, delayed, waiting, holds, shape, faults, more);
    }

    boolean has(Mutation mutation) {
        return mutations.contains(mutation);
    }

    /** Returns the key of an event. */
    public static String key(String event) {
        return event.substring(0, 1);
    }
}
