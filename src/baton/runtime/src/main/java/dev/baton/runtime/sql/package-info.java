/** The database as the other packages use it. */
package dev.baton.runtime.sql;
