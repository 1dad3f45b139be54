/**
 * The ports through which all statements of Baton go: {@link dev.baton.runtime.sql.UnitOfWork} for a transaction that
 * the application takes part in, {@link dev.baton.runtime.sql.Database} for Baton's own work, and
 * {@link dev.baton.runtime.sql.Sql}, which runs the statements of both.
 */
@NullMarked
package dev.baton.runtime.sql;

import org.jspecify.annotations.NullMarked;
