/** The events that functions have handled. */
@NullMarked
package dev.baton.runtime.inbox;

import org.jspecify.annotations.NullMarked;
