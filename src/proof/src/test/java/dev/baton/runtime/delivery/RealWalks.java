package dev.baton.runtime.delivery;

import dev.baton.proof.model.Model;
import dev.baton.proof.model.Move;
import dev.baton.proof.model.Scenario;
import dev.baton.proof.model.State;
import dev.baton.runtime.sql.reactive.ReactiveDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Walks through a model with Baton's own code, on one database. */
final class RealWalks implements AutoCloseable {

    private static final int LONGEST = 60;

    private final RealTables tables = new RealTables();
    private final Map<Object, ReactiveDatabase> connections = new HashMap<>();

    @Override
    public void close() {
        tables.close();
    }

    /** Takes the steps of the path. */
    void take(Scenario scenario, List<String> path) {
        Model model = new Model(scenario);
        RealProcesses real = new RealProcesses(tables, connections, scenario);
        State state = model.initial();
        List<String> taken = new ArrayList<>();
        try {
            for (String name : path) {
                Move move = model.moves(state).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                taken.add(name);
                real.take(move);
                state = move.next();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(scenario.name() + " differs after\n  " + String.join("\n  ", taken), e);
        } finally {
            real.stop();
        }
    }

    /** Takes random steps. */
    void walk(Scenario scenario, long seed) {
        Random random = new Random(seed);
        Model model = new Model(scenario);
        State state = model.initial();
        List<String> path = new ArrayList<>();
        for (int step = 0; step < LONGEST; step++) {
            List<Move> moves = model.moves(state);
            if (moves.isEmpty()) {
                break;
            }
            Move move = moves.get(random.nextInt(moves.size()));
            path.add(move.name());
            state = move.next();
        }
        try {
            take(scenario, path);
        } catch (AssertionError e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e.getCause());
        }
    }
}
