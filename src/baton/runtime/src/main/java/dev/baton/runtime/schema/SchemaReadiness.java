package dev.baton.runtime.schema;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports not ready while the database lacks the schema, or has one that is too new for this process. */
@Readiness
class SchemaReadiness implements HealthCheck {

    private final SchemaCheck schema;

    SchemaReadiness(SchemaCheck schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        schema.look();
        var response = HealthCheckResponse.named("Baton database schema").status(schema.ready());
        return (schema.ready() ? response : response.withData("problem", schema.problem())).build();
    }
}
