/**
 * The ports of {@code dev.baton.runtime.sql} on the reactive PostgreSQL client and Hibernate Reactive. No other package
 * of Baton knows these two. In the API, only the types of a function's own code are theirs: a function that uses
 * {@code Mutiny.SessionFactory} takes part in the transaction of its delivery.
 */
package dev.baton.runtime.sql.reactive;
