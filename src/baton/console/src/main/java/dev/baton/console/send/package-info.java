/** Sends events that a person writes, in dev. */
@NullMarked
package dev.baton.console.send;

import org.jspecify.annotations.NullMarked;
