package dev.baton.runtime.schema;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.DatabaseSchema;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The versions of the schema components: those that the database has, and those that this application needs. */
@Singleton
class SchemaVersions {

    private final Database database;
    private final DatabaseErrors errors;
    private final DatabaseSchema schema;
    private final Map<String, Integer> needed;

    SchemaVersions(Database database, DatabaseErrors errors, DatabaseSchema schema, BatonConfig config) {
        this.database = database;
        this.errors = errors;
        this.schema = schema;
        this.needed = new TreeMap<>(config.schema());
        this.needed.merge("baton", SchemaCheck.NEEDED, Math::max);
    }

    /**
     * A component of the schema.
     *
     * @param found its version in the database, 0 if it is not there
     * @param breaking the last version with which processes for earlier versions can't work, 0 if there is none
     */
    record Version(String component, int needed, int found, int breaking, String schema) {

        /** Returns why this process can't work with the component, and the remedy; empty if it can. */
        Stream<String> problem() {
            if (found < needed) {
                return Stream.of(has() + " but version " + needed + " is needed: run ./baton migrate"
                        + (schema.isEmpty() ? "" : " with BATON_DATABASE_SCHEMA=" + schema));
            }
            return breaking > needed ? Stream.of(tooNew(breaking)) : Stream.empty();
        }

        /** Returns the problem of a process whose statements fail; empty if the component is not newer than it. */
        Stream<String> problemOfFailing() {
            return found > needed ? Stream.of(tooNew(found)) : Stream.empty();
        }

        private String tooNew(int since) {
            return has() + ", and this process, which was built for version " + needed + ", can't work with version "
                    + since + ": replace it by the release that the schema was migrated for";
        }

        private String has() {
            return "schema component " + component + " has version " + found;
        }
    }

    /** Returns all components. They are read on one connection, because each connection adds to the time of a start. */
    Uni<List<Version>> read(Consumer<Database.Answer> answers) {
        return Uni.join()
                .all(needed.entrySet().stream()
                        .map(component -> read(component.getKey(), component.getValue(), answers))
                        .toList())
                .usingConcurrencyOf(1)
                .andCollectFailures();
    }

    /** The names of breaking migrations end in {@code _breaking}, which Flyway keeps as a description. */
    private Uni<Version> read(String component, int version, Consumer<Database.Answer> answers) {
        String history = component.replaceAll("[^a-z0-9_]", "_") + "_schema_history";
        return database.askOnConnection("select coalesce(max(number), 0), pg_backend_pid(),"
                        + " coalesce(max(number) filter (where description ~ '(^| )breaking$'), 0) from"
                        + " (select case when version ~ '^[0-9]+$' then cast(version as integer) end, description from "
                        + schema.table(history) + " where success) as migrations (number, description)")
                .invoke(answers)
                .map(answer -> Optional.of(answer.row()))
                .onFailure(errors::undefinedTable)
                .recoverWithItem(Optional.empty())
                .map(row -> new Version(
                        component,
                        version,
                        row.map(found -> found.integer(0)).orElse(0),
                        row.map(found -> found.integer(2)).orElse(0),
                        schema.isPublic() ? "" : schema.name()));
    }
}
