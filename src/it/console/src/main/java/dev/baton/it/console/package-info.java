/** A shop, whose functions fail as a test wants, with the console. */
@NullMarked
package dev.baton.it.console;

import org.jspecify.annotations.NullMarked;
