/** Access to the database for the other packages. */
package dev.baton.runtime.sql;
