package dev.baton.local.chaos;

/**
 * One way to break something and to mend it again.
 *
 * @param kind as in the report
 * @param target what is broken; two disturbances of one target are never under way at once
 * @param end what was broken may still be starting when this returns
 */
record Disturbance(String kind, Object target, Step begin, Step end) {

    /** What may fail. */
    interface Step {
        void run() throws Exception;
    }
}
