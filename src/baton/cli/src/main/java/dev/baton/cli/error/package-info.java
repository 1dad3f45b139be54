/** The exception that a failed command throws. */
@NullMarked
package dev.baton.cli.error;

import org.jspecify.annotations.NullMarked;
