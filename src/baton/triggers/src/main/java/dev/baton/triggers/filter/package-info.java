/** Which events a Trigger wants: the dialects of {@code spec.filter} and {@code spec.filters}. */
package dev.baton.triggers.filter;
