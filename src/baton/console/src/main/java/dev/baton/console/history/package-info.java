/** Finds events, and what followed from them. */
@NullMarked
package dev.baton.console.history;

import org.jspecify.annotations.NullMarked;
