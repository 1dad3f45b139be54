/** The exception that is thrown when the triggers can't run. */
@NullMarked
package dev.baton.triggers.error;

import org.jspecify.annotations.NullMarked;
