package dev.baton.migrator;

/**
 * The result of migrating one component.
 *
 * @param version the current version of the component's schema
 * @param steps the number of migrations that were applied; 0 if the schema was up to date
 */
public record Migrated(String component, String version, int steps) {

    @Override
    public String toString() {
        return steps == 0
                ? "schema %s: up to date at version %s".formatted(component, version)
                : "schema %s: migrated to version %s (%d step%s)"
                        .formatted(component, version, steps, steps == 1 ? "" : "s");
    }
}
