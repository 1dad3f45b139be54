/** The journal: what became of each event, for people who follow one. */
@NullMarked
package dev.baton.runtime.journal;

import org.jspecify.annotations.NullMarked;
