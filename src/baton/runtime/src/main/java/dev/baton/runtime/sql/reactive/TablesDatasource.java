package dev.baton.runtime.sql.reactive;

import java.util.Optional;

/**
 * The datasource with Baton's tables.
 *
 * @param name its name; empty for the default datasource
 */
public record TablesDatasource(Optional<String> name) {}
