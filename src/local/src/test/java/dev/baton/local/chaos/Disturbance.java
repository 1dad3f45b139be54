package dev.baton.local.chaos;

/**
 * One way to break something and to repair it.
 *
 * @param kind the name in the report
 * @param target what is broken; two disturbances of the same target never overlap
 * @param end repairs the target, which may still be starting when this step returns
 */
record Disturbance(String kind, Object target, Step begin, Step end) {

    /** An action that may throw an exception. */
    interface Step {
        void run() throws Exception;
    }
}
