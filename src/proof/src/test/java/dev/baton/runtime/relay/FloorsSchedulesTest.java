package dev.baton.runtime.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Two transactions and the rounds of a relay on a modelled outbox, in every order of their steps. The floors are Baton's
 * own. In the end, each event was published and deleted. With a mistake built in, some order breaks this.
 */
class FloorsSchedulesTest {

    private static final int ROUNDS = 3;

    @Test
    void noOrderLosesAnEvent() {
        assertThat(lost(ModelledOutbox.Mistake.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void anOrderInWhichAMistakeLosesAnEventIsFound(ModelledOutbox.Mistake mistake) {
        assertThat(lost(mistake)).isNotEmpty();
    }

    /** Returns the first order of steps after which something is left, or lost; empty if there is none. */
    private static List<String> lost(ModelledOutbox.Mistake mistake) {
        List<Integer> choices = new ArrayList<>();
        do {
            List<String> steps = new ArrayList<>();
            ModelledOutbox outbox = run(mistake, choices, steps);
            if (!outbox.isDone()) {
                return steps;
            }
        } while (next(choices));
        return List.of();
    }

    /** Takes the chosen steps, then the first ones that are possible, which it adds to the choices, with their number. */
    private static ModelledOutbox run(ModelledOutbox.Mistake mistake, List<Integer> choices, List<String> steps) {
        ModelledOutbox outbox = new ModelledOutbox(mistake, ROUNDS);
        int taken = 0;
        List<Runnable> possible = outbox.possible(steps);
        while (!possible.isEmpty()) {
            if (2 * taken == choices.size()) {
                choices.add(0);
                choices.add(possible.size());
            }
            possible.get(choices.get(2 * taken)).run();
            taken++;
            possible = outbox.possible(steps);
        }
        outbox.publishTheRest();
        return outbox;
    }

    /** Changes the last choice that can be changed; returns whether there is one. */
    private static boolean next(List<Integer> choices) {
        while (!choices.isEmpty()) {
            int last = choices.size() - 2;
            int choice = choices.get(last) + 1;
            if (choice < choices.get(last + 1)) {
                choices.set(last, choice);
                return true;
            }
            choices.subList(last, choices.size()).clear();
        }
        return false;
    }
}
