package dev.baton.runtime.sql;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports not ready while nothing can be stored in the database, and why. */
@Readiness
class DatabaseReadiness implements AsyncHealthCheck {

    private final DatabaseProbe database;

    DatabaseReadiness(DatabaseProbe database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.problem().map(DatabaseReadiness::response);
    }

    private static HealthCheckResponse response(Optional<String> problem) {
        var response = HealthCheckResponse.named("Baton database").status(problem.isEmpty());
        return problem.map(text -> response.withData("problem", text))
                .orElse(response)
                .build();
    }
}
