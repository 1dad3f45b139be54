package dev.baton.proof.model;

import java.util.ArrayList;
import java.util.List;

/** The model of a scenario: its first state, and the steps that each state allows. */
public final class Model {

    private final Scenario scenario;
    private final List<Part> parts = new ArrayList<>();

    public Model(Scenario scenario) {
        this.scenario = scenario;
        parts.add(new Environment(scenario));
        for (int process = 0; process < scenario.shape().processes(); process++) {
            for (Role role : scenario.shape().roles()) {
                parts.add(new PartOfProcess(process, part(role, process)));
            }
        }
    }

    private Part part(Role role, int process) {
        return switch (role) {
            case LANE -> new Lane(scenario, process);
            case RETRY -> new Retry(scenario, process);
            case RELAY -> new Relay(scenario, process);
            case PROMOTION -> new Promotion(scenario, process);
            case ENVIRONMENT -> throw new IllegalArgumentException("not a role of a process: " + role);
        };
    }

    /** A part that does nothing while its process is dead. */
    private record PartOfProcess(int process, Part part) implements Part {

        @Override
        public void offer(State now, Moves moves) {
            if (now.alive[process]) {
                part.offer(now, moves);
            }
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    public State initial() {
        return State.initial(scenario);
    }

    /** Returns all steps that can be taken in the state, always in the same order. */
    public List<Move> moves(State state) {
        Moves moves = new Moves(state);
        parts.forEach(part -> part.offer(state, moves));
        return moves.all();
    }
}
