/** The filters of Triggers: the dialects of {@code spec.filter} and {@code spec.filters}. */
@NullMarked
package dev.baton.triggers.filter;

import org.jspecify.annotations.NullMarked;
