/** Migrations that bring a database's schema, component by component, and a broker's topics up to date. */
@NullMarked
package dev.baton.migrator;

import org.jspecify.annotations.NullMarked;
