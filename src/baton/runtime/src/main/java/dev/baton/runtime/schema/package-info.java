/** Whether the tables are there, in the version that this process needs. */
package dev.baton.runtime.schema;
