package dev.baton.deployment;

import java.util.List;

/** The application uses Baton in a way that can't work. Says all that is wrong: where, what, and what to do. */
public class WrongUseException extends RuntimeException {

    WrongUseException(String problem) {
        this(List.of(problem));
    }

    WrongUseException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " mistakes:\n- " + String.join("\n- ", problems));
    }
}
