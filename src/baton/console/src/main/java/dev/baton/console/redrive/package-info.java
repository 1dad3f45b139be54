/** Staged redrives of dead letters. */
@NullMarked
package dev.baton.console.redrive;

import org.jspecify.annotations.NullMarked;
