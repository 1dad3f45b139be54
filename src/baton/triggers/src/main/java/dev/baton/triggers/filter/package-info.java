/** The filters of Triggers: the dialects of {@code spec.filter} and {@code spec.filters}. */
package dev.baton.triggers.filter;
