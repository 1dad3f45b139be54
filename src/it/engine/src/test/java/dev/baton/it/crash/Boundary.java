package dev.baton.it.crash;

/**
 * A moment at which a process can stop: just before or just after a call to the database or the broker.
 *
 * @param call the call, behind the calls of its transaction that led to it
 */
public record Boundary(String call, Moment moment) {

    /** The side of the call: before it is made, or after it was carried out but before the caller knows. */
    enum Moment {
        BEFORE,
        AFTER
    }

    static Boundary parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Boundary(parts[1], Moment.valueOf(parts[0]));
    }

    /** Returns whether no call on the same connection led to it. */
    boolean isFirstOnItsConnection() {
        return !call.contains(Steps.THEN);
    }

    /**
     * Returns the kind of the last call, whatever led to it, such as {@code insert}, {@code commit} or {@code send}.
     */
    String kind() {
        if (moment == Moment.BEFORE) {
            return "nothing";
        }
        String[] calls = call.split(Steps.THEN);
        return calls[calls.length - 1].split(" ", 2)[0];
    }

    /** Returns the same moment of the last call, whatever led to it. */
    Boundary ofLastCall() {
        String[] calls = call.split(Steps.THEN);
        return new Boundary(calls[calls.length - 1], moment);
    }

    @Override
    public String toString() {
        return moment + " " + call;
    }
}
