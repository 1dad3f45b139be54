package dev.baton.deployment.schema;

/**
 * A change of a schema that is not compatible.
 *
 * @param where the changed value as a JSON Pointer; empty for the whole data
 * @param what the old and the new rule
 * @param broken who can't go on
 */
public record Change(String where, String what, Broken broken) {

    /** Who is broken by a change. */
    public enum Broken {
        /** New readers refuse events that were written under the old schema. */
        EXISTING_EVENTS("events that were written before are refused"),
        /** Readers that know the old schema refuse events that are written under the new one. */
        EXISTING_READERS("readers that are not updated yet refuse new events"),
        BOTH("events that were written before are refused, and readers that are not updated yet refuse new events");

        private final String text;

        Broken(String text) {
            this.text = text;
        }
    }

    @Override
    public String toString() {
        return (where.isEmpty() ? "the data" : where) + ": " + what + ": " + broken.text;
    }
}
