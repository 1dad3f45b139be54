/** Events that were given up on, kept with their failure until an operator replays, edits or discards them. */
@NullMarked
package dev.baton.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
