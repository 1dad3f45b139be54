package dev.baton.it.crash;

import dev.baton.it.crash.Boundary.Moment;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A checkpoint that all calls of this process to the database and the broker pass. It notes their boundaries, so that
 * nobody has to list them, and breaks the call or the process at a given boundary.
 */
public final class Calls {

    /** The action at a boundary. */
    enum Damage {
        /** The call is not made, or its answer is lost. */
        FAIL,
        /** The process ends as with kill -9. */
        HALT
    }

    private record Plan(Boundary boundary, Damage damage) {}

    private static final Set<Boundary> SEEN = Collections.synchronizedSet(new LinkedHashSet<>());
    private static final Set<String> STATEMENTS = ConcurrentHashMap.newKeySet();
    private static final AtomicReference<Plan> PLAN = new AtomicReference<>();

    private Calls() {}

    /** Breaks the next call that reaches the boundary, once. */
    static void breakAt(Boundary boundary, Damage damage) {
        PLAN.set(new Plan(boundary, damage));
    }

    /** Returns whether the action requested by {@link #breakAt} has happened. */
    static boolean broken() {
        return PLAN.get() == null;
    }

    static void goOn() {
        PLAN.set(null);
    }

    /** Returns the boundaries so far, in the order in which each was reached first. */
    static List<Boundary> seen() {
        synchronized (SEEN) {
            return List.copyOf(SEEN);
        }
    }

    static void forget() {
        SEEN.clear();
    }

    /** Returns the SQL so far, as it was sent. */
    static Set<String> statements() {
        return Set.copyOf(STATEMENTS);
    }

    static void statement(String sql) {
        STATEMENTS.add(sql);
    }

    /** Notes that a boundary was reached. Returns true if the call has to fail here. */
    static boolean breaks(String call, Moment moment) {
        Boundary here = new Boundary(call, moment);
        SEEN.add(here);
        Plan plan = PLAN.get();
        if (plan == null || !plan.boundary().equals(here) || !PLAN.compareAndSet(plan, null)) {
            return false;
        }
        if (plan.damage() == Damage.HALT) {
            Runtime.getRuntime().halt(137);
        }
        return true;
    }
}
