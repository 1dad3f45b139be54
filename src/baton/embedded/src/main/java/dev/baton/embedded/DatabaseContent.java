package dev.baton.embedded;

/**
 * The content that a database starts with, for example a schema. A temporary database starts as a copy of a template,
 * which is created once per machine. A kept database is filled in place at each start.
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

    /** Returns a text that changes whenever {@link #fill} would write different content. */
    String fingerprint();

    /** Writes the content into a running database, which may already hold it. */
    void fill(EmbeddedDatabase database);
}
