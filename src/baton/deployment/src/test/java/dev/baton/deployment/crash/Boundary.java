package dev.baton.deployment.crash;

/**
 * A moment at which a process can stop: just before or just after a call of the database or the broker.
 *
 * @param call the call, behind the calls of its transaction that led to it
 */
public record Boundary(String call, Moment moment) {

    /** Before the call is made, or after it was carried out and before the caller knows. */
    enum Moment {
        BEFORE,
        AFTER
    }

    static Boundary parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Boundary(parts[1], Moment.valueOf(parts[0]));
    }

    /** Whether no call on the same connection led to it. */
    boolean isFirstOnItsConnection() {
        return !call.contains(Steps.THEN);
    }

    /**
     * The kind of call that was carried out last, whatever led to it, such as {@code insert}, {@code commit} or {@code
     * send}.
     */
    String kind() {
        if (moment == Moment.BEFORE) {
            return "nothing";
        }
        String[] calls = call.split(Steps.THEN);
        return calls[calls.length - 1].split(" ", 2)[0];
    }

    @Override
    public String toString() {
        return moment + " " + call;
    }
}
