package dev.baton.embedded;

/**
 * The content that a database starts with, for example a schema. A temporary database gets it as a copy of a template, which is made
 * once on a machine; a kept database is filled in place at each start.
 */
public interface DatabaseContent {

    /** The content of an empty database. */
    DatabaseContent NONE = new DatabaseContent() {
        @Override
        public String fingerprint() {
            return "none";
        }

        @Override
        public void fill(EmbeddedDatabase database) {}
    };

    /** Returns a text that differs whenever {@link #fill} would write something different. */
    String fingerprint();

    /** Writes the content into a running database, which may hold it already. */
    void fill(EmbeddedDatabase database);
}
