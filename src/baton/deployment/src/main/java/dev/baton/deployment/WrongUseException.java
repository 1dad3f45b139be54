package dev.baton.deployment;

import java.util.List;

/**
 * Thrown when the application uses Baton in a way that can't work. The message lists all mistakes, each with its place
 * and its remedy.
 */
public class WrongUseException extends RuntimeException {

    WrongUseException(String problem) {
        this(List.of(problem));
    }

    public WrongUseException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " mistakes:\n- " + String.join("\n- ", problems));
    }
}
