package dev.baton.proof.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Collects the steps that can be taken in a state. */
final class Moves {

    private final State now;
    private final List<Move> moves = new ArrayList<>();

    Moves(State now) {
        this.now = now;
    }

    State now() {
        return now;
    }

    List<Move> all() {
        return moves;
    }

    /** Adds a step of a worker. */
    void add(Worker worker, String action, BiConsumer<State, Worker> step) {
        add(worker, action, false, step);
    }

    /** Adds a step of a worker in which something goes wrong, if that may still happen. */
    void add(Worker worker, String action, Fault fault, BiConsumer<State, Worker> step) {
        if (now.may(fault)) {
            add(worker, action, true, (state, same) -> {
                state.happened(fault);
                step.accept(state, same);
            });
        }
    }

    private void add(Worker worker, String action, boolean fault, BiConsumer<State, Worker> step) {
        State next = now.copy();
        step.accept(next, next.worker(worker.process, worker.role));
        moves.add(new Move(worker.process, worker.role, action, fault, next));
    }

    /** Adds a step of the environment. */
    void add(int process, String action, boolean fault, Consumer<State> step) {
        State next = now.copy();
        step.accept(next);
        moves.add(new Move(process, Role.ENVIRONMENT, action, fault, next));
    }
}
