package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Baton uses the database. */
@ConfigGroup
public interface DatabaseConfig {

    /** The schema that every database has. */
    String PUBLIC = "public";

    /**
     * The PostgreSQL schema with Baton's tables: a lower-case letter or {@code _}, then up to 62 more of
     * {@code a-z 0-9 _}, but not {@code pg_}... Applications with different schemas do not meet in one database. The
     * environment variable {@code BATON_DATABASE_SCHEMA} also applies to {@code ./baton migrate}, which creates the
     * schema and puts the tables of all components into it. If the schema is not {@code public}, connections look for
     * the unqualified names in the application's own statements in this schema first, unless the connections pass a
     * pooler.
     */
    @WithDefault(PUBLIC)
    String schema();

    /**
     * What is between this process and PostgreSQL. {@code transaction} makes the connections of the datasource fit a
     * pooler that gives each transaction another session: they prepare no statements
     * ({@code cache-prepared-statements=false}, {@code use-layer7-proxy=true}) and send no parameters that such a pooler
     * refuses. An application that creates the pool itself ({@code PgPoolCreator}) has to do the same.
     */
    @WithDefault("none")
    Pooler pooler();

    /**
     * How long a statement may take, and how long this process waits for the answer to it before it closes the
     * connection, because the host of the database may be gone. At least {@code baton.delivery.time-limit} applies. The
     * limit applies to all connections of the datasource, including those that the application uses itself.
     */
    @WithDefault("30s")
    Duration answerTimeout();

    /**
     * How long the database waits for this process within a transaction of Baton. It then ends the transaction, so that
     * other processes can continue the work of a process that is stopped, or whose host is gone. A running process
     * renews the time, however long the transaction takes.
     */
    @WithDefault("15s")
    Duration idleTimeout();
}
