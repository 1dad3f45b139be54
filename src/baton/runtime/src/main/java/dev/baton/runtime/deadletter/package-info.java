/** Events that were given up on, with their failure, until a person replays, edits or discards them. */
package dev.baton.runtime.deadletter;
