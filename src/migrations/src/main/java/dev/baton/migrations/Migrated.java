package dev.baton.migrations;

/**
 * What a migration did to one component.
 *
 * @param version of the component's schema now
 * @param steps how many migrations were applied; 0 when it was up to date
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
