/** Judges from outside what a system did with the events that were sent to it. */
@NullMarked
package dev.baton.proof.history;

import org.jspecify.annotations.NullMarked;
