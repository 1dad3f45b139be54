/** The command {@code baton observability}. */
@NullMarked
package dev.baton.cli.observability;

import org.jspecify.annotations.NullMarked;
