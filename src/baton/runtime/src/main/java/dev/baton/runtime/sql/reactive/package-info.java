/**
 * The ports of {@code dev.baton.runtime.sql} on the reactive PostgreSQL client and Hibernate Reactive. No other package
 * of Baton uses these two, the API included. The application's own code does: a function that uses
 * {@code Mutiny.SessionFactory} takes part in the transaction of its delivery.
 */
@NullMarked
package dev.baton.runtime.sql.reactive;

import org.jspecify.annotations.NullMarked;
