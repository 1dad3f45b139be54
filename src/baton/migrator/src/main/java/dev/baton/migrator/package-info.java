/** Migrations that bring a database's schema, component by component, and a broker's topics up to date. */
package dev.baton.migrator;
