/** Ends the process when it is out of memory. */
@NullMarked
package dev.baton.runtime.memory;

import org.jspecify.annotations.NullMarked;
