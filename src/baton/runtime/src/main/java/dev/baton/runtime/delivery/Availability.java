package dev.baton.runtime.delivery;

import dev.baton.runtime.schema.SchemaCheck;
import dev.baton.runtime.sql.DatabaseErrors;
import dev.baton.runtime.sql.DatabaseProbe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds out whether a delivery failed because of the database, so that the failure is not one of the event. */
@Singleton
class Availability {

    private final DatabaseProbe database;
    private final SchemaCheck schema;
    private final DatabaseErrors errors;

    Availability(DatabaseProbe database, SchemaCheck schema, DatabaseErrors errors) {
        this.database = database;
        this.schema = schema;
        this.errors = errors;
    }

    /**
     * Returns whether the database answers, accepts writes, and has a schema with which this process can work. Probes
     * the database, because the failure alone does not show whether it is available. A function may have used another
     * database, which is unavailable while Baton's is available. The Uni does not fail.
     */
    Uni<Boolean> despite(Throwable failure) {
        return database.answers()
                .chain(there -> there && errors.otherSchema(failure)
                        ? schema.fitsDespite(failure)
                        : Uni.createFrom().item(there));
    }
}
