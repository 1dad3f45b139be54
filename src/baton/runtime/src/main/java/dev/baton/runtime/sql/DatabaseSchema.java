package dev.baton.runtime.sql;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.DatabaseConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The PostgreSQL schema with Baton's tables. The ports qualify each name in a statement with it, because the search
 * path belongs to the application, and to the session, which a pooler shares. Thread-safe.
 */
@Singleton
public final class DatabaseSchema {

    /** The schema of a database in which nothing else was configured. */
    public static final DatabaseSchema PUBLIC = new DatabaseSchema(DatabaseConfig.PUBLIC);

    /** The names of Baton's tables and functions, but not the beginnings of the names of locks. */
    private static final Pattern OWN_NAME = Pattern.compile("(?<![.\\w])baton_[a-z_]++(?!/)");

    private final String name;

    /** Statements are constants, so this map does not grow. */
    private final Map<String, String> qualified = new ConcurrentHashMap<>();

    @Inject
    DatabaseSchema(BatonConfig config) {
        this(config.database().schema());
    }

    DatabaseSchema(String name) {
        this.name = name;
    }

    /** Returns whether unqualified names mean this schema in a database in which nothing else was configured. */
    public boolean isPublic() {
        return name.equals(DatabaseConfig.PUBLIC);
    }

    public String name() {
        return name;
    }

    /** Returns the name as SQL writes it. */
    public String quoted() {
        return '"' + name + '"';
    }

    /** Returns the name of a table in this schema as SQL writes it. */
    public String table(String table) {
        return quoted() + '.' + table;
    }

    /** Returns the statement with this schema before each name of a table or function of Baton. */
    public String qualify(String statement) {
        String known = qualified.get(statement);
        return known == null ? qualified.computeIfAbsent(statement, this::qualifyNames) : known;
    }

    private String qualifyNames(String statement) {
        return OWN_NAME.matcher(statement).replaceAll(found -> table(found.group()));
    }
}
