package dev.baton.proof.history;

/**
 * A row of a table, or a record of a topic.
 *
 * @param id its identity; two with the same id are repetitions of each other
 * @param cause the id of what it follows from: a sent event, or something in another view
 * @param key the key within which order counts
 * @param content what a repetition has to have in common with it
 */
public record Seen(String id, String cause, String key, String content) {

    /** Returns a row that has the same id as its cause, and no further content. */
    public static Seen of(String id, String key) {
        return new Seen(id, id, key, "");
    }
}
