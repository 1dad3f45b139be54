package dev.baton.proof.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/** Visits all states of a model, the nearest first, and stops at the first that violates the contract. */
public final class Search {

    /**
     * The shortest way to a violation of the contract.
     *
     * @param path the steps from the first state
     */
    public record Counterexample(String violation, List<String> path) {

        @Override
        public String toString() {
            return violation + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", path);
        }
    }

    /**
     * The result of a search.
     *
     * @param states the number of states that were visited
     * @param counterexample empty if every state fulfils the contract
     */
    public record Result(int states, long steps, Optional<Counterexample> counterexample) {}

    /** How a state was reached. */
    private record Reached(State state, int number) {}

    private final Model model;
    private final Contract contract;
    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final Queue<Reached> open = new ArrayDeque<>();
    private long steps;

    private Search(Model model, int most) {
        this.model = model;
        this.contract = new Contract(model.scenario());
        this.most = most;
    }

    /**
     * Searches all states.
     *
     * @throws IllegalStateException if there are more than {@code most}, so that nothing is proved
     */
    public static Result run(Scenario scenario, int most) {
        return new Search(new Model(scenario), most).run();
    }

    /**
     * Returns, for each action of each role, the shortest path that ends with it. Looks only at the nearest states, at
     * about this many.
     */
    public static Map<String, List<String>> pathsToEachAction(Scenario scenario, int states) {
        Search search = new Search(new Model(scenario), Integer.MAX_VALUE);
        Map<String, List<String>> paths = new TreeMap<>();
        search.visit(search.model.initial(), "start", 0);
        while (!search.open.isEmpty() && search.numbers.size() < states) {
            Reached from = search.open.remove();
            for (Move move : search.model.moves(from.state())) {
                paths.computeIfAbsent(move.role() + " " + move.action(), action -> {
                    List<String> path = search.path(from.number());
                    path.add(move.name());
                    return path;
                });
                search.visit(move.next(), move.name(), from.number());
            }
        }
        return paths;
    }

    private Result run() {
        Optional<Counterexample> found = visit(model.initial(), "start", 0);
        while (found.isEmpty() && !open.isEmpty()) {
            found = expand(open.remove());
        }
        return new Result(numbers.size(), steps, found);
    }

    private Optional<Counterexample> expand(Reached from) {
        boolean finished = true;
        for (Move move : model.moves(from.state())) {
            steps++;
            finished &= move.fault();
            Optional<Counterexample> found = visit(move.next(), move.name(), from.number());
            if (found.isPresent()) {
                return found;
            }
        }
        return finished
                ? contract.unfinished(from.state()).map(violation -> example(violation, from.number()))
                : Optional.empty();
    }

    private Optional<Counterexample> visit(State state, String name, int parent) {
        int number = numbers.size();
        if (numbers.putIfAbsent(state.encoded(), number) != null) {
            return Optional.empty();
        }
        if (number >= most) {
            throw new IllegalStateException("scenario " + model.scenario().name() + " has more than " + most
                    + " states: allow more, or fewer faults");
        }
        names.add(name);
        parents.add(parent);
        open.add(new Reached(state, number));
        return contract.violation(state).map(violation -> example(violation, number));
    }

    private Counterexample example(String violation, int number) {
        return new Counterexample(violation, path(number));
    }

    private List<String> path(int number) {
        LinkedList<String> path = new LinkedList<>();
        for (int at = number; at > 0; at = parents.get(at)) {
            path.addFirst(names.get(at));
        }
        return path;
    }
}
