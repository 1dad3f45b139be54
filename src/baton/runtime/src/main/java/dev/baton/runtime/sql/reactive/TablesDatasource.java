package dev.baton.runtime.sql.reactive;

import java.util.Optional;

/**
 * The datasource with Baton's tables.
 *
 * @param name its name; empty for the default datasource
 * @param persistenceUnit the name of the persistence unit on it whose sessions deliveries use; empty for the default one
 */
public record TablesDatasource(Optional<String> name, Optional<String> persistenceUnit) {}
