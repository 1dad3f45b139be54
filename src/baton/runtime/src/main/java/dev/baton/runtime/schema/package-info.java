/** The check that the tables exist in the version that this process needs. */
package dev.baton.runtime.schema;
