package dev.baton.console.redrive;

import dev.baton.console.letters.Group;
import dev.baton.console.redrive.RedriveTable.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The replay of a group in stages: one dead letter, then 10, then 100, then all others. A stage begins when all events
 * of the one before were handled. The first event that fails again stops the redrive. Thread-safe.
 */
final class Redrive {

    /** How a redrive may go on. */
    enum State {
        RUNNING,
        /** A stage is over, and the next one begins when a person says so. */
        PAUSED,
        DONE,
        STOPPED
    }

    /**
     * What a person asked for.
     *
     * @param last the greatest id of a dead letter that belongs to it: later ones do not
     * @param letters the number of dead letters
     * @param perSecond how many dead letters are replayed in a second
     * @param pauses whether each stage waits for a person
     */
    record Order(Group group, long last, long letters, int perSecond, boolean pauses, String by) {}

    private static final int[] STAGES = {1, 10, 100};
    private static final int MOST_UNDECIDED = 500;
    private static final double MILLIS = 1000;

    private final long id;
    private final Order order;
    private final Instant startedAt;
    private final Set<Long> undecided = new LinkedHashSet<>();
    private State state = State.RUNNING;
    private String why = "";
    private int stage;
    private int replayedInStage;
    private long replayed;
    private long handled;
    private long after;
    private boolean exhausted;
    private Instant stageAt;

    Redrive(long id, Order order, Instant now) {
        this.id = id;
        this.order = order;
        this.startedAt = now;
        this.stageAt = now;
    }

    long id() {
        return id;
    }

    Order order() {
        return order;
    }

    synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    synchronized boolean isOver() {
        return state == State.DONE || state == State.STOPPED;
    }

    synchronized Set<Long> undecided() {
        return Set.copyOf(undecided);
    }

    synchronized long after() {
        return after;
    }

    /** Returns how many dead letters may be replayed now. */
    synchronized int allowed(Instant now) {
        if (state != State.RUNNING || exhausted) {
            return 0;
        }
        double byRate = Duration.between(stageAt, now).toMillis() / MILLIS * order.perSecond() + 1 - replayedInStage;
        int inStage = stage < STAGES.length ? STAGES[stage] - replayedInStage : Integer.MAX_VALUE;
        return (int) Math.max(0, Math.min(Math.min(byRate, inStage), MOST_UNDECIDED - undecided.size()));
    }

    /** Takes note of a dead letter that was replayed, or that somebody else has closed. */
    synchronized void passed(long letter, boolean changed) {
        after = letter;
        if (changed) {
            replayed++;
            replayedInStage++;
            undecided.add(letter);
        }
    }

    /** Takes note that no dead letter is left. */
    synchronized void exhausted() {
        exhausted = true;
    }

    synchronized void decided(Outcome outcome) {
        if (outcome.repeated()) {
            undecided.remove(outcome.id());
            stop("the failure repeats: dead letter " + outcome.id() + ", " + outcome.error());
        } else if (!outcome.waits() && undecided.remove(outcome.id())) {
            handled++;
        }
    }

    /** Begins the next stage, or ends, if all events of this stage were handled. */
    synchronized void advance(Instant now) {
        if (state != State.RUNNING || !undecided.isEmpty()) {
            return;
        }
        if (exhausted) {
            state = State.DONE;
        } else if (stage < STAGES.length && replayedInStage >= STAGES[stage]) {
            stage++;
            begin(now);
            state = order.pauses() ? State.PAUSED : State.RUNNING;
        }
    }

    /** Continues after a pause. Does nothing if there is none. */
    synchronized void resume(Instant now) {
        if (state == State.PAUSED) {
            begin(now);
            state = State.RUNNING;
        }
    }

    /** Ends the redrive. Replayed events are not affected. Does nothing if it is over. */
    synchronized void stop(String reason) {
        if (!isOver()) {
            state = State.STOPPED;
            why = reason;
        }
    }

    private void begin(Instant now) {
        replayedInStage = 0;
        stageAt = now;
    }

    synchronized JsonObject json() {
        return order.group()
                .json()
                .put("id", id)
                .put("by", order.by())
                .put("startedAt", startedAt)
                .put("letters", order.letters())
                .put("perSecond", order.perSecond())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("why", why)
                .put("stage", stage < STAGES.length ? Integer.toString(STAGES[stage]) : "all")
                .put("replayed", replayed)
                .put("handled", handled)
                .put("undecided", undecided.size());
    }
}
