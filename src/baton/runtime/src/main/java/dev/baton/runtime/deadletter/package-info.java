/** Events that were given up on, kept with their failure until an operator replays, edits or discards them. */
package dev.baton.runtime.deadletter;
