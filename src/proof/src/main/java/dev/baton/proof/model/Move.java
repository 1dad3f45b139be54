package dev.baton.proof.model;

/**
 * A step that can be taken.
 *
 * @param process the process that takes it
 * @param action what the process does; each action is one or more statements or one commit
 * @param fault whether something goes wrong, so that the step may also never happen
 * @param next the state after the step
 */
public record Move(int process, Role role, String action, boolean fault, State next) {

    /** Returns the name of the step. */
    public String name() {
        return role == Role.ENVIRONMENT && process < 0 ? action : "process " + process + " " + role + ": " + action;
    }

    @Override
    public String toString() {
        return name();
    }
}
