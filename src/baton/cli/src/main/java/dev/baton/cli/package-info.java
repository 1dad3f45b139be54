/** The Java part of the {@code ./baton} command line. */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
