/** The work that a process does on its own: loops of rounds, and the pauses between attempts. */
@NullMarked
package dev.baton.runtime.background;

import org.jspecify.annotations.NullMarked;
